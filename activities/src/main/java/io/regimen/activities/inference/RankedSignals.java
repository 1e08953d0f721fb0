package io.regimen.activities.inference;

/**
 * What one prediction method, ensemble and lookback say at each bar of [from, to): a direction, how long to hold it, and
 * how confident this is compared with the bars before. Confidence thresholds are applied to it afterwards, so that
 * configurations that differ in the threshold only share one of these.
 */
public final class RankedSignals {
    private final int from;
    private final byte[] sign;
    private final short[] holding;
    private final double[] rank;

    RankedSignals(int from, int to) {
        this.from = from;
        this.sign = new byte[to - from];
        this.holding = new short[to - from];
        this.rank = new double[to - from];
    }

    void set(int bar, double forecast, int holdingBars, double rank) {
        sign[bar - from] = (byte) Math.signum(forecast);
        holding[bar - from] = (short) holdingBars;
        this.rank[bar - from] = rank;
    }

    public int from() {
        return from;
    }

    public int to() {
        return from + sign.length;
    }

    /** Direction of the forecast, 1, -1 or 0, whatever its confidence. */
    public int sign(int bar) {
        return sign[bar - from];
    }

    /** Bars from entry to exit. */
    public int holding(int bar) {
        return holding[bar - from];
    }

    /**
     * The confidence in [0, 1]: for rank and blend a percentile rank among the bars before, 0 where there are none; for
     * probability that.
     */
    public double rank(int bar) {
        return rank[bar - from];
    }

    /** The direction where the rank reaches the threshold, else 0. Threshold 0 lets every signal through. */
    public int signal(int bar, double threshold) {
        int i = bar - from;
        return rank[i] >= threshold ? sign[i] : 0;
    }
}
