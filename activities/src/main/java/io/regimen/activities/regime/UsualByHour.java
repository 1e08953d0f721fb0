package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;

/**
 * What is usual at an hour of the week: the mean of a positive quantity over the last weeks' bars of that hour, from the
 * past alone. An hour that has not been seen, or was still, takes the mean of all bars before.
 */
final class UsualByHour {
    private static final int HOUR = 3600;
    private static final int HOURS = 7 * 24;

    private final double[][] last = new double[HOURS][];
    private final int[] seen = new int[HOURS];
    private final int kept;
    private double total;
    private int bars;

    UsualByHour(int weeks, int stepSeconds) {
        kept = weeks * Math.max(1, HOUR / stepSeconds);
    }

    /** Each value as a share of what was usual before it; 0 where nothing ever moved. */
    static double[] shares(double[] values, Bars bars, int weeks) {
        UsualByHour usual = new UsualByHour(weeks, bars.timeframe().seconds());
        double[] out = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            int hour = Math.floorMod(Math.floorDiv(bars.time(t), HOUR), HOURS);
            double mean = usual.mean(hour);
            out[t] = mean > 0 ? values[t] / mean : 0;
            usual.add(hour, values[t]);
        }
        return out;
    }

    private double mean(int hour) {
        int count = Math.min(seen[hour], kept);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += last[hour][i];
        }
        return sum > 0 ? sum / count : bars > 0 ? total / bars : 0;
    }

    private void add(int hour, double value) {
        if (seen[hour] == 0) {
            last[hour] = new double[kept];
        }
        last[hour][seen[hour] % kept] = value;
        seen[hour]++;
        total += value;
        bars++;
    }
}
