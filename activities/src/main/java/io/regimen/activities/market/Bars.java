package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;

/**
 * Bars of one market in time order; immutable. Prices are mid prices. A bar is stamped by its start in UTC and spans one
 * timeframe; gaps (nights, weekends, holes) are simply absent bars.
 */
public final class Bars {
    private final Timeframe timeframe;
    private final long[] time;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final double[] halfSpread;
    private final boolean quoted;

    Bars(
            Timeframe timeframe,
            long[] time,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            double[] halfSpread,
            boolean quoted) {
        this.timeframe = timeframe;
        this.time = time;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.halfSpread = halfSpread;
        this.quoted = quoted;
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    public int size() {
        return time.length;
    }

    /** Start of bar i, seconds since 1970-01-01 UTC. */
    public long time(int i) {
        return time[i];
    }

    public double open(int i) {
        return open[i];
    }

    public double high(int i) {
        return high[i];
    }

    public double low(int i) {
        return low[i];
    }

    public double close(int i) {
        return close[i];
    }

    /** Volume as the vendor gives it (ticks, lots or coins), 0 where it gives none. */
    public double volume(int i) {
        return volume[i];
    }

    /** Whether the dataset has bid and ask. */
    public boolean quoted() {
        return quoted;
    }

    /**
     * Half the spread at the open of bar i, in price; never negative. A bad quote (ask below bid) takes the last good one
     * before it. 0 where the dataset has no bid and ask.
     */
    public double halfSpread(int i) {
        return halfSpread[i];
    }

    /** First bar whose start is at or after a time; {@link #size()} if there is none. */
    public int firstAtOrAfter(long second) {
        int at = java.util.Arrays.binarySearch(time, second);
        return at >= 0 ? at : -at - 1;
    }

    /** Collects bars in time order. */
    public static final class Builder {
        private final Timeframe timeframe;
        private final boolean quoted;
        private final Column time = new Column();
        private final Column open = new Column();
        private final Column high = new Column();
        private final Column low = new Column();
        private final Column close = new Column();
        private final Column volume = new Column();
        private final Column halfSpread = new Column();
        private double lastGoodSpread;

        public Builder(Timeframe timeframe, boolean quoted) {
            this.timeframe = timeframe;
            this.quoted = quoted;
        }

        /**
         * Adds a bar.
         *
         * @param second start of the bar
         * @param spread half the spread at the open in price, as quoted: may be negative
         * @throws IllegalArgumentException if the bar does not come after the one before
         */
        public Builder add(
                long second, double open, double high, double low, double close, double volume, double spread) {
            if (time.size() > 0 && second <= (long) time.get(time.size() - 1)) {
                throw new IllegalArgumentException("bar " + second + " does not come after the one before");
            }
            if (spread >= 0) {
                lastGoodSpread = spread;
            }
            time.add((double) second);
            this.open.add(open);
            this.high.add(high);
            this.low.add(low);
            this.close.add(close);
            this.volume.add(volume);
            halfSpread.add(quoted ? lastGoodSpread : 0);
            return this;
        }

        public Bars build() {
            long[] seconds = new long[time.size()];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = (long) time.get(i);
            }
            return new Bars(
                    timeframe,
                    seconds,
                    open.toArray(),
                    high.toArray(),
                    low.toArray(),
                    close.toArray(),
                    volume.toArray(),
                    halfSpread.toArray(),
                    quoted);
        }
    }

    /** A growing column of doubles; exact for seconds since 1970 too. */
    private static final class Column {
        private double[] values = new double[1024];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double get(int i) {
            return values[i];
        }

        int size() {
            return size;
        }

        double[] toArray() {
            return java.util.Arrays.copyOf(values, size);
        }
    }
}
