package io.regimen.activities.metric;

/**
 * What a pass over simple returns, one per bar, leaves for {@link SeriesMetrics}.
 *
 * @param bars number of returns
 * @param total their sum
 * @param squares sum of (return - total / bars)^2
 * @param downsideSquares sum of min(return, 0)^2
 * @param losses sum of min(return, 0): at most 0
 * @param wealth what 1 has become, compounded; 0 once a return was -1 or less
 * @param drawdown least of wealth / highest wealth before it - 1, wealth 1 at the start included: at most 0
 */
public record SeriesSums(
        int bars,
        double total,
        double squares,
        double downsideSquares,
        double losses,
        double wealth,
        double drawdown) {}
