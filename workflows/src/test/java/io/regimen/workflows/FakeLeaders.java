package io.regimen.workflows;

import io.regimen.workflows.leader.LeaderActivities;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicySaved;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** Changes to who leads, without a leader: one run is known, and two markets follow another policy. */
final class FakeLeaders implements LeaderActivities {
    static final long KNOWN = 7;

    @Override
    public LeaderChanged change(LeaderChange change) {
        Long run = change.run();
        if (run == null || run != KNOWN) {
            throw ApplicationFailure.newFailure("there is no such run", FailureKind.BAD_INPUT.name());
        }
        return new LeaderChanged(true, null, run, 1.5, "it leads now");
    }

    @Override
    public LeaderPolicySaved save(LeaderPolicyRequest request) {
        return new LeaderPolicySaved(null, 2, LeaderPolicy.defaults());
    }

    @Override
    public List<String> marketsToRank() {
        return List.of("EURUSD/1h", "BTCUSDT/4h");
    }

    @Override
    public int rank(String market) {
        return 1;
    }

    @Override
    public void deleteFiles() {}
}
