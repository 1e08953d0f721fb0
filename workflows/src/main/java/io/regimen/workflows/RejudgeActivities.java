package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Steps of a rejudgement. Each may be delivered more than once and has one effect. */
@ActivityInterface
public interface RejudgeActivities {
    /**
     * Validates the request and stores the runs it asks for; those that were judged under the same terms, and those of
     * which neither model file nor position streams that would do are kept, are marked at once.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT with the mending hint
     */
    @ActivityMethod(name = "PlanRejudgement")
    PlannedRejudgement plan(RejudgeRequest request);

    /** Runs that wait, in order. */
    @ActivityMethod(name = "PendingRuns")
    List<RejudgeRun> pendingRuns(PlannedRejudgement planned);

    /**
     * Claims the run under its new terms and backtests it, batch by batch. From here on its model file is kept until
     * the run is judged or ended. While another live workflow judges the run under the same terms, this fails and is
     * retried.
     *
     * @return RUNNING if the run is now to be judged, else how it has ended
     */
    @ActivityMethod(name = "BacktestAgain")
    RejudgeResult backtest(RejudgeRef run);

    /** Lets the run compete under its new terms in one transaction, and deletes files that no longer lead. */
    @ActivityMethod(name = "JudgeAgain")
    RejudgeResult judge(RejudgeRef run);

    /** Ends a run that was not judged: its new backtests go, the old ones stay. One that was judged stays judged. */
    @ActivityMethod(name = "EndRejudged")
    RejudgeResult end(RejudgeRef run, RejudgeResult result);

    /** Ends the rejudgement: runs that never started are cancelled. Returns the final counts. */
    @ActivityMethod(name = "FinishRejudgement")
    RejudgeProgress finish(PlannedRejudgement planned, boolean cancelled);
}
