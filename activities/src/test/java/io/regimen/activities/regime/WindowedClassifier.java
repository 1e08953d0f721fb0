package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import java.util.ArrayList;
import java.util.List;

/** The four defaults as they were computed before rules were trees: what results that are stored were judged under. */
final class WindowedClassifier {
    private static final int TREND_WINDOW = 50;
    private static final int SIGMA_WINDOW = 500;
    private static final int VOLATILITY_WINDOW = 20;
    private static final int RANK_WINDOW = 500;
    private static final int FIRST = VOLATILITY_WINDOW + RANK_WINDOW;

    private WindowedClassifier() {}

    static List<String> classify(Bars bars) {
        int size = bars.size();
        double[] price = new double[size];
        double[] squares = new double[size];
        double[] sums = new double[size];
        for (int t = 0; t < size; t++) {
            price[t] = Math.log(bars.close(t));
            double r = t == 0 ? 0 : price[t] - price[t - 1];
            squares[t] = r * r;
            sums[t] = (t == 0 ? 0 : sums[t - 1]) + squares[t];
        }
        PastRank ranks = new PastRank(RANK_WINDOW);
        Dwell dwell = new Dwell((byte) 3, 5);
        List<String> names = List.of("bull_trending", "bear_trending", "volatile_ranging", "calm_ranging");
        List<String> out = new ArrayList<>();
        for (int t = 0; t < size; t++) {
            double volatility = volatility(squares, t);
            out.add(names.get(t < FIRST ? 3 : dwell.next(state(price, sums, t, ranks.of(volatility)))));
            if (t >= VOLATILITY_WINDOW) {
                ranks.add(volatility);
            }
        }
        return out;
    }

    private static byte state(double[] price, double[] sums, int t, double rank) {
        double meanSquare = (sums[t] - sums[t - SIGMA_WINDOW]) / SIGMA_WINDOW;
        double change = price[t] - price[t - TREND_WINDOW];
        double z = meanSquare > 0 ? change / Math.sqrt(meanSquare * TREND_WINDOW) : 0;
        return (byte) (z >= 1 ? 0 : z <= -1 ? 1 : rank >= 0.75 ? 2 : 3);
    }

    /** Mean square of the last returns. */
    private static double volatility(double[] squares, int t) {
        double sum = 0;
        for (int i = Math.max(0, t - VOLATILITY_WINDOW + 1); i <= t; i++) {
            sum += squares[i];
        }
        return sum / VOLATILITY_WINDOW;
    }
}
