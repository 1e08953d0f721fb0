package io.regimen.workflows.leader;

import org.jspecify.annotations.Nullable;

/**
 * A policy as it stands.
 *
 * @param market whose it is; null for the installation's
 * @param version of this market, or of the installation
 * @param policy null if the market follows the installation's
 */
public record LeaderPolicySaved(
        @Nullable String market, int version, @Nullable LeaderPolicy policy) {}
