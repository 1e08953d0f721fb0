package io.regimen.workflows.leader;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Steps of changes to who leads. Each may be delivered more than once and has one effect. */
@ActivityInterface
public interface LeaderActivities {
    /**
     * Carries out a change by hand, with its promotion and its audit row, in one transaction.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if it cannot be done, with the reason
     */
    @ActivityMethod(name = "ChangeLeader")
    LeaderChanged change(LeaderChange change);

    /**
     * Stores the next version of a policy, with its audit row.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if it cannot be followed
     */
    @ActivityMethod(name = "SaveLeaderPolicy")
    LeaderPolicySaved save(LeaderPolicyRequest request);

    /** Markets whose leaders follow another policy than they should, as SYMBOL/TIMEFRAME. */
    @ActivityMethod(name = "MarketsToRank")
    List<String> marketsToRank();

    /** Ranks the stored judgements of a market under the policy that it should follow; how many leaders changed. */
    @ActivityMethod(name = "RankMarket")
    int rank(String market);

    /** Deletes the files that were given up. */
    @ActivityMethod(name = "DeleteLosersFiles")
    void deleteFiles();
}
