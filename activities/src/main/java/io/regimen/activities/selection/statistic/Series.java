package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;

/** Sums over a series, and its variance in the long run. */
final class Series {
    private Series() {}

    static double mean(Vector series) {
        double sum = 0;
        for (int i = 0; i < series.size(); i++) {
            sum += series.get(i);
        }
        return sum / series.size();
    }

    /** Sum of squared deviations. */
    static double squares(Vector series, double mean) {
        double sum = 0;
        for (int i = 0; i < series.size(); i++) {
            double d = series.get(i) - mean;
            sum += d * d;
        }
        return sum;
    }

    static Vector difference(Vector first, Vector second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(first.size() + " returns beside " + second.size());
        }
        Vector out = new Vector(first.size());
        for (int i = 0; i < out.size(); i++) {
            out.set(i, first.get(i) - second.get(i));
        }
        return out;
    }

    /** Autocovariance, divided by n. */
    static double autocovariance(Vector series, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < series.size(); i++) {
            sum += (series.get(i) - mean) * (series.get(i - lag) - mean);
        }
        return sum / series.size();
    }
}
