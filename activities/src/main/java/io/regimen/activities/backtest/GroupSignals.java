package io.regimen.activities.backtest;

import io.regimen.activities.inference.RankedSignals;
import io.regimen.workflows.EnsembleMethod;
import java.util.List;

/** Where the signals of a group come from: made of forecasts, or taken down earlier. Threads may share it. */
interface GroupSignals {
    RankedSignals of(LaneGroup group, EnsembleMethod ensemble);

    /** Holding times, in bars, that they may have. */
    List<Integer> steps(LaneGroup group);
}
