package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import org.jspecify.annotations.Nullable;

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
    private final double[] quoteVolume;
    private final double[] trades;
    private final boolean[] repaired;
    private final boolean[] splitBefore;
    private final boolean quoted;
    private final TradingCalendar calendar;

    private Bars(Builder from, long[] time, TradingCalendar calendar, boolean[] splitBefore) {
        this.timeframe = from.timeframe;
        this.time = time;
        this.open = from.open.toArray();
        this.high = from.high.toArray();
        this.low = from.low.toArray();
        this.close = from.close.toArray();
        this.volume = from.volume.toArray();
        this.halfSpread = from.halfSpread.toArray();
        this.quoteVolume = from.quoteVolume.toArray();
        this.trades = from.trades.toArray();
        this.repaired = new boolean[time.length];
        for (int i = 0; i < time.length; i++) {
            repaired[i] = from.repaired.get(i) != 0;
        }
        this.splitBefore = splitBefore;
        this.quoted = from.quoted;
        this.calendar = calendar;
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

    /** Turnover of bar i in the quote currency, 0 where the vendor gives none. */
    public double quoteVolume(int i) {
        return quoteVolume[i];
    }

    /** Number of trades in bar i, 0 where the vendor gives none. */
    public double trades(int i) {
        return trades[i];
    }

    /**
     * Whether bar i was filled in by a {@link GapRepair}: it may be looked at, but no decision is taken and nothing is
     * filled there.
     */
    public boolean repaired(int i) {
        return repaired[i];
    }

    /** Whether more bars are missing before bar i than may be repaired: outcomes do not reach over such a gap. */
    public boolean splitBefore(int i) {
        return splitBefore[i];
    }

    /** When this market trades. */
    public TradingCalendar calendar() {
        return calendar;
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
        private final Column quoteVolume = new Column();
        private final Column trades = new Column();
        private final Column repaired = new Column();
        private @Nullable TradingCalendar calendar;
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
            quoteVolume.add(0);
            trades.add(0);
            repaired.add(0);
            return this;
        }

        /** Turnover in the quote currency and number of trades of the bar added last. */
        public Builder traded(double turnover, double count) {
            quoteVolume.setLast(turnover);
            trades.setLast(count);
            return this;
        }

        /** Whether the bar added last was filled in. */
        public Builder repaired(boolean filledIn) {
            repaired.setLast(filledIn ? 1 : 0);
            return this;
        }

        /** When the market trades; default: told from the bars. */
        public Builder calendar(TradingCalendar known) {
            calendar = known;
            return this;
        }

        public Bars build() {
            long[] seconds = new long[time.size()];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = (long) time.get(i);
            }
            TradingCalendar known = calendar == null ? TradingCalendar.of(seconds, timeframe) : calendar;
            boolean[] splits = new boolean[seconds.length];
            for (int i = 1; i < seconds.length; i++) {
                splits[i] = known.missingBetween(seconds[i - 1], seconds[i], timeframe) > GapRepair.SMALL_GAP_BARS;
            }
            return new Bars(this, seconds, known, splits);
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

        void setLast(double value) {
            values[size - 1] = value;
        }

        int size() {
            return size;
        }

        double[] toArray() {
            return java.util.Arrays.copyOf(values, size);
        }
    }
}
