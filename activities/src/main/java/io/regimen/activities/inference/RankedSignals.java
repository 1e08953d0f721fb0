package io.regimen.activities.inference;

/**
 * What one prediction method, ensemble and lookback say at each bar of [from, to): a direction, how long to hold it, and
 * how confident this is compared with the bars before. Confidence thresholds are applied to it afterwards, so that
 * configurations that differ in the threshold only share one of these.
 */
public final class RankedSignals {
    private final int from;
    private final int to;
    /** Bar of the first entry of the arrays. */
    private final int origin;

    private final double[] forecast;
    private final int[] holding;
    private final double[] confidence;

    /** Takes the arrays as they are: nothing may write to them any more. */
    RankedSignals(int from, int to, int origin, double[] forecast, int[] holding, double[] confidence) {
        this.from = from;
        this.to = to;
        this.origin = origin;
        this.forecast = forecast;
        this.holding = holding;
        this.confidence = confidence;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Direction of the forecast, 1, -1 or 0, whatever its confidence. */
    public int sign(int bar) {
        double value = forecast[bar - origin];
        return value > 0 ? 1 : value < 0 ? -1 : 0;
    }

    /** Bars from entry to exit. */
    public int holding(int bar) {
        return holding[bar - origin];
    }

    /**
     * The confidence in [0, 1]: for rank and blend a percentile rank among the bars before, 0 where there are none; for
     * probability that.
     */
    public double rank(int bar) {
        return confidence[bar - origin];
    }

    /** The direction where the rank reaches the threshold, else 0. Threshold 0 lets every signal through. */
    public int signal(int bar, double threshold) {
        return rank(bar) >= threshold ? sign(bar) : 0;
    }
}
