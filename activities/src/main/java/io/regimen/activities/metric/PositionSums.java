package io.regimen.activities.metric;

/**
 * Sums over the decision bars of a backtest that only the pass over its positions knows. Money is a fraction of the capital
 * traded.
 *
 * @param traded sum of |change of position|
 * @param held sum of |position|
 * @param gross profit and loss before all costs
 * @param tradingCosts spread, fee and slippage
 * @param impactCosts market impact, which grows with size
 * @param carryCosts funding and swap; below 0 if more was received than paid
 * @param crowding sum of |change of position|^2 / quote volume of the bar of the fill, bars without volume left out
 */
public record PositionSums(
        double traded,
        double held,
        double gross,
        double tradingCosts,
        double impactCosts,
        double carryCosts,
        double crowding) {

    /** All costs: gross less them is the profit and loss. */
    public double costs() {
        return tradingCosts + impactCosts + carryCosts;
    }
}
