package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The internal loop. */
@ActivityInterface
public interface BacktestActivities {
    /** Judges the trained run under every inference configuration, batch by batch, and returns how many are stored. */
    @ActivityMethod(name = "Backtest")
    int backtest(RunRef run);
}
