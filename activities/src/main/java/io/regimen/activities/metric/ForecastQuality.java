package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import io.regimen.activities.split.RowRange;
import java.util.List;

/**
 * What a model's forecasts are worth, by steps ahead.
 *
 * @param lookbackWindow resolved rows that each probability rests on
 */
public record ForecastQuality(int lookbackWindow, List<Head> heads) {
    /** Fewer resolved rows give a probability of one half: as the confidence method has it. */
    private static final int MIN_RESOLVED = 20;
    /** Forecasts that leave less of the outcomes than this are perfect up to rounding. */
    private static final double PERFECT = 1e-12;

    public ForecastQuality {
        heads = List.copyOf(heads);
    }

    /**
     * Forecasts of one number of steps.
     *
     * @param step bars from entry to exit
     */
    public record Head(int step, ForecastScores validation, ForecastScores test) {
        /**
         * Scores forecasts on both parts. A row belongs to a part if its outcome is known before the part ends.
         *
         * @param members forecasts of each member, by row of the stream
         * @param outcomes log return of each row; NaN where there is none
         * @param resolvedAfter bars from a row to the one at whose close its outcome is known
         * @param lookback resolved rows that each probability rests on
         * @param validation rows of the stream
         * @param test rows of the stream
         */
        public static Head of(
                int step,
                List<Vector> members,
                Vector outcomes,
                int resolvedAfter,
                int lookback,
                RowRange validation,
                RowRange test) {
            double[][] forecasts = members.stream().map(Vector::toArray).toArray(double[][]::new);
            double[] known = outcomes.toArray();
            double[] mean = mean(forecasts);
            double[] probabilities = probabilities(mean, known, resolvedAfter, lookback, validation.from());
            return new Head(
                    step,
                    part(forecasts, mean, known, probabilities, validation, resolvedAfter),
                    part(forecasts, mean, known, probabilities, test, resolvedAfter));
        }
    }

    private static double[] mean(double[][] members) {
        double[] out = new double[members[0].length];
        for (double[] member : members) {
            for (int i = 0; i < out.length; i++) {
                out[i] += member[i];
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= members.length;
        }
        return out;
    }

    /**
     * Probability, by row from {@code first} on, that the outcome has the direction of the forecast: {@code Phi(|mu| b / s)},
     * b being the slope, at least 0, of the regression through 0 of outcomes on forecasts over the last {@code lookback}
     * rows whose outcome is known by then, and s the standard deviation that it leaves.
     */
    static double[] probabilities(double[] mean, double[] outcomes, int resolvedAfter, int lookback, int first) {
        int rows = mean.length;
        int[] resolved = new int[rows];
        double[] out = new double[rows];
        int count = 0;
        double cross = 0;
        double squares = 0;
        double outcomeSquares = 0;
        for (int t = 0; t < rows; t++) {
            int now = t - resolvedAfter;
            if (now >= 0 && !Double.isNaN(outcomes[now])) {
                resolved[count++] = now;
                cross += mean[now] * outcomes[now];
                squares += mean[now] * mean[now];
                outcomeSquares += outcomes[now] * outcomes[now];
                if (count % lookback == 0) {
                    // sums anew once in a window: what rounding left of rows that went is not carried on
                    cross = 0;
                    squares = 0;
                    outcomeSquares = 0;
                    for (int i = count - lookback; i < count; i++) {
                        int row = resolved[i];
                        cross += mean[row] * outcomes[row];
                        squares += mean[row] * mean[row];
                        outcomeSquares += outcomes[row] * outcomes[row];
                    }
                } else if (count > lookback) {
                    int gone = resolved[count - lookback - 1];
                    cross -= mean[gone] * outcomes[gone];
                    squares -= mean[gone] * mean[gone];
                    outcomeSquares -= outcomes[gone] * outcomes[gone];
                }
            }
            if (t < first) {
                continue;
            }
            int used = Math.min(count, lookback);
            double slope = used >= MIN_RESOLVED && cross > 0 && squares > 0 ? cross / squares : 0;
            double left = Math.max(outcomeSquares - slope * cross, PERFECT * outcomeSquares);
            out[t] = slope > 0 ? NormalCurve.below(Math.abs(mean[t]) * slope / Math.sqrt(left / used)) : 0.5;
        }
        return out;
    }

    private static ForecastScores part(
            double[][] members,
            double[] mean,
            double[] outcomes,
            double[] probabilities,
            RowRange part,
            int resolvedAfter) {
        int[] rows = new int[part.size()];
        int count = 0;
        for (int i = part.from(); i < part.to() - resolvedAfter; i++) {
            rows[count] = i;
            count += Double.isNaN(outcomes[i]) ? 0 : 1;
        }
        double[][] chosen = new double[members.length][];
        for (int m = 0; m < chosen.length; m++) {
            chosen[m] = picked(members[m], rows, count);
        }
        return ForecastScores.of(
                chosen, picked(mean, rows, count), picked(outcomes, rows, count), picked(probabilities, rows, count));
    }

    private static double[] picked(double[] of, int[] rows, int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = of[rows[i]];
        }
        return out;
    }
}
