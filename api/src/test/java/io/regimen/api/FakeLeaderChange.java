package io.regimen.api;

import io.regimen.workflows.FailureKind;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChangeWorkflow;
import io.regimen.workflows.leader.LeaderChanged;
import io.temporal.failure.ApplicationFailure;

/** A change that says what it was asked for; run 404 is refused. */
public final class FakeLeaderChange implements LeaderChangeWorkflow {
    @Override
    public LeaderChanged run(LeaderChange change) {
        if (Long.valueOf(404).equals(change.run())) {
            throw ApplicationFailure.newNonRetryableFailure("its file is gone", FailureKind.BAD_INPUT.name());
        }
        return new LeaderChanged(
                true,
                null,
                change.run(),
                1.5,
                String.join(
                        " ",
                        String.valueOf(change.action()),
                        change.symbol(),
                        change.timeframe(),
                        change.regime(),
                        change.createdBy()));
    }
}
