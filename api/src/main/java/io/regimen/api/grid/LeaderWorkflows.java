package io.regimen.api.grid;

import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChangeWorkflow;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderPolicyChanged;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicyWorkflow;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The workflows that change who leads, for somebody who waits. */
@Singleton
final class LeaderWorkflows {
    private final GridWorkflows workflows;

    LeaderWorkflows(GridWorkflows workflows) {
        this.workflows = workflows;
    }

    /**
     * Carries out a change by hand.
     *
     * @param change without problems
     */
    LeaderChanged change(LeaderChange change) {
        LeaderChanged done = workflows.run(
                change.workflowId(),
                change.action() + " run " + change.run() + ", by " + change.createdBy(),
                "A change of the leaders of " + change.symbol() + "/" + change.timeframe() + " is being made",
                LeaderChangeWorkflow.class,
                LeaderChangeWorkflow::run,
                change,
                LeaderChanged.class);
        if (done == null) {
            throw GridWorkflows.silent("The change was taken on, but no worker has made it yet");
        }
        return done;
    }

    /**
     * Changes a policy; null if markets are still being ranked.
     *
     * @param request without problems
     */
    @Nullable
    LeaderPolicyChanged change(LeaderPolicyRequest request) {
        return workflows.run(
                LeaderPolicyRequest.WORKFLOW_ID,
                "policy, by " + request.createdBy(),
                "Another change of a policy is being made",
                LeaderPolicyWorkflow.class,
                LeaderPolicyWorkflow::run,
                request,
                LeaderPolicyChanged.class);
    }
}
