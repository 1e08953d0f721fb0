package io.regimen.workflows.leader;

/** Two steps: the change in one transaction, then the files that nothing keeps any more. */
public class LeaderChangeWorkflowImpl implements LeaderChangeWorkflow {
    @Override
    public LeaderChanged run(LeaderChange change) {
        LeaderSteps.check(change.problems());
        return LeaderSteps.reasoned(() -> {
            LeaderChanged done = LeaderSteps.stub(change.action() + " a leader").change(change);
            LeaderSteps.stub("delete files that nothing keeps").deleteFiles();
            return done;
        });
    }
}
