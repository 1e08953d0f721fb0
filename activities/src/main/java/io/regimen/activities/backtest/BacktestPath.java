package io.regimen.activities.backtest;

import io.regimen.activities.model.Vector;

/**
 * One configuration bar by bar: what its metrics are computed from, for statistics that need the whole series. Index i is
 * decision bar {@code firstBar + i}.
 *
 * @param signals direction of the tranche entered: 1, -1 or 0
 * @param positions in [-1, 1]
 * @param pnl P&amp;L after costs, as a fraction of the capital traded
 * @param trades return after costs of the trade that each bar's signal opened; NaN where there was none, or it is not counted
 */
public record BacktestPath(int firstBar, Vector signals, Vector positions, Vector pnl, Vector trades) {}
