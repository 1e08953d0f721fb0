package io.regimen.activities.step;

import io.regimen.activities.backtest.Segments;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Costs;

/** What a cell is judged on, once its signals are there: the bars and their parts. */
record Ground(CellConfig cell, Bars bars, Segments segments) {
    /**
     * What costs come to at each bar.
     *
     * @throws io.temporal.failure.ApplicationFailure MISSING_DATA if they name funding rates that do not cover the bars traded
     */
    CostCurve costs(FundingStore fundings, Costs costs) {
        return fundings.curve(cell.symbol(), bars, segments.validationFrom(), segments.testTo(), costs);
    }
}
