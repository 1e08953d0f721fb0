package io.regimen.activities.cost;

import io.regimen.activities.market.Bars;

/**
 * Volatility and turnover of the bars before each bar. Bars that were filled in count for nothing. Sums are taken anew for
 * each bar, so that no rounding is carried from one to the next and a value depends on its window alone.
 */
final class PastActivity {
    private final Bars bars;
    private final int window;
    /** Log returns close to close; NaN where there is none. */
    private final double[] returns;

    PastActivity(Bars bars, int window) {
        this.bars = bars;
        this.window = window;
        this.returns = new double[bars.size()];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = i == 0 || bars.repaired(i) ? Double.NaN : StrictMath.log(bars.close(i) / bars.close(i - 1));
        }
    }

    /** Root mean square of the returns of the {@code window} bars before a bar, or as many as there are; 0 without any. */
    double volatility(int bar) {
        double squares = 0;
        int count = 0;
        for (int i = Math.max(0, bar - window); i < bar; i++) {
            if (!Double.isNaN(returns[i])) {
                squares += returns[i] * returns[i];
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** Mean turnover in the quote currency of the {@code window} bars before a bar; 0 where the vendor gives none. */
    double quoteVolume(int bar) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, bar - window); i < bar; i++) {
            if (!bars.repaired(i)) {
                sum += bars.quoteVolume(i);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
