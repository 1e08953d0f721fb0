package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.List;

/** What the best of many trials shows by luck alone. */
public final class MultipleTrials {
    private static final double EULER_GAMMA = 0.5772156649015329;

    private MultipleTrials() {}

    /**
     * Expected maximum of independent standard normal variables (Bailey and Lopez de Prado 2014, equation 5); 0 for one.
     *
     * @param trials their number, from 1; need not be whole
     */
    public static double expectedMaximum(double trials) {
        if (!(trials >= 1)) {
            throw new IllegalArgumentException(trials + " trials");
        }
        return trials == 1
                ? 0
                : Math.max(
                        0,
                        (1 - EULER_GAMMA) * Normal.quantile(1 - 1 / trials)
                                + EULER_GAMMA * Normal.quantile(1 - 1 / (trials * Math.E)));
    }

    /**
     * Years of data below which the best of some worthless trials is expected to show an annual Sharpe ratio: the
     * minimum backtest length (Bailey, Borwein, Lopez de Prado and Zhu 2014, equation 6).
     */
    public static double minimumBacktestYears(double trials, double annualSharpe) {
        double ratio = expectedMaximum(trials) / annualSharpe;
        return ratio * ratio;
    }

    /**
     * Number of independent trials that count as much as these: n (1 - r) + r with r their mean correlation, at least 0
     * (Lopez de Prado 2018, chapter 8).
     */
    public static double effective(double trials, double meanCorrelation) {
        double r = Math.clamp(meanCorrelation, 0, 1);
        return trials * (1 - r) + r;
    }

    /**
     * Mean of the correlations between all pairs of return streams of one length; 0 below two streams. A stream without
     * movement correlates with nothing. Worked out from the sum of the standardised streams, whose square holds every
     * pair.
     */
    public static double meanCorrelation(List<Vector> streams) {
        double[] sum = new double[streams.isEmpty() ? 0 : streams.getFirst().size()];
        int moving = 0;
        for (Vector stream : streams) {
            double mean = Series.mean(stream);
            double squares = Series.squares(stream, mean);
            if (squares == 0) {
                continue;
            }
            double scale = 1 / Math.sqrt(squares);
            moving++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (stream.get(i) - mean) * scale;
            }
        }
        if (moving < 2) {
            return 0;
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        // still streams are part of the mean: they are trials too
        double all = streams.size();
        return (square - moving) / (all * (all - 1));
    }
}
