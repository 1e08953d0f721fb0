package io.regimen.workflows.leader;

/**
 * How a change of policy ended.
 *
 * @param markets that were ranked anew
 * @param leaders that changed
 */
public record LeaderPolicyChanged(LeaderPolicySaved policy, int markets, int leaders) {}
