package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Details of backtests, on demand. May be delivered more than once and has one effect. */
@ActivityInterface
public interface CurveActivities {
    /**
     * Trades one configuration of a judged run again and stores its equity curve, drawdowns and months.
     *
     * @return whether they were not there before
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if there is no such backtest, or the run's model file is
     *     gone
     */
    @ActivityMethod(name = "DescribeBacktest")
    boolean describe(CurveRequest request);
}
