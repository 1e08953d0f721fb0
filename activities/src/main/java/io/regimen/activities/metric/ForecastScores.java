package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/**
 * What forecasts of one horizon were worth on one part of the data, before anything is traded on them. The point forecast
 * is the equal-weight mean of the members. What is undefined is null. Rows without an outcome do not count; a row for
 * which no forecast could be made counts as a forecast of 0.
 *
 * @param rows forecasts with an outcome
 * @param skill 1 - mean squared error / that of always forecasting 0: above 0 is better than that, 1 is perfect
 * @param rankIc rank information coefficient: Spearman's correlation of forecasts and outcomes
 * @param hitRate share of right directions among rows where forecast and outcome have one
 * @param crps mean {@link Crps#plain} of the members, a log return
 * @param fairCrps mean {@link Crps#fair} of the members; null for a single one
 * @param zeroCrps mean score of always forecasting 0, which is the mean size of the outcomes
 * @param crpsSkill 1 - crps / zeroCrps
 * @param calibration of the probability behind the confidence method probability, for the equal-weight mean
 */
public record ForecastScores(
        int rows,
        @Nullable Double skill,
        @Nullable Double rankIc,
        @Nullable Double hitRate,
        @Nullable Double crps,
        @Nullable Double fairCrps,
        @Nullable Double zeroCrps,
        @Nullable Double crpsSkill,
        Calibration calibration) {

    /**
     * Scores of rows that all have an outcome.
     *
     * @param members forecasts by member and row
     * @param mean of the members, by row
     * @param probabilities that the mean has the direction of the outcome, by row
     */
    static ForecastScores of(double[][] members, double[] mean, double[] outcomes, double[] probabilities) {
        int rows = outcomes.length;
        double errorSquares = 0;
        double outcomeSquares = 0;
        double plain = 0;
        double fair = 0;
        double zero = 0;
        int directed = 0;
        int right = 0;
        double[] stated = new double[rows];
        boolean[] hits = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            double outcome = outcomes[i];
            double error = mean[i] - outcome;
            errorSquares += error * error;
            outcomeSquares += outcome * outcome;
            double distance = Crps.error(members, i, outcome);
            double pairs = Crps.distances(members, i);
            plain += Crps.plain(distance, pairs, members.length);
            fair += Crps.fair(distance, pairs, members.length);
            zero += Math.abs(outcome);
            if (outcome != 0 && mean[i] != 0) {
                stated[directed] = probabilities[i];
                hits[directed] = outcome > 0 == mean[i] > 0;
                right += hits[directed] ? 1 : 0;
                directed++;
            }
        }
        return new ForecastScores(
                rows,
                share(1, errorSquares, outcomeSquares),
                rows > 1 ? Ranks.correlation(mean, outcomes) : null,
                directed == 0 ? null : (double) right / directed,
                share(0, -plain, rows),
                members.length == 1 ? null : share(0, -fair, rows),
                share(0, -zero, rows),
                share(1, plain, zero),
                Calibration.of(java.util.Arrays.copyOf(stated, directed), java.util.Arrays.copyOf(hits, directed)));
    }

    private static @Nullable Double share(double from, double part, double whole) {
        double out = from - part / whole;
        return whole > 0 && Double.isFinite(out) ? out : null;
    }
}
