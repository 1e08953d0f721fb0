package io.regimen.workflows.leader;

import io.regimen.workflows.StepEnds;

/** Two steps: the change in one transaction, then the files that nothing keeps any more. */
public class LeaderChangeWorkflowImpl implements LeaderChangeWorkflow {
    @Override
    public LeaderChanged run(LeaderChange change) {
        StepEnds.check(change.problems());
        return StepEnds.reasoned(() -> {
            LeaderChanged done = LeaderSteps.stub(change.action() + " a leader").change(change);
            LeaderSteps.stub("delete files that nothing keeps").deleteFiles();
            return done;
        });
    }
}
