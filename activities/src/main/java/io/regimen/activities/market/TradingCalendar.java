package io.regimen.activities.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;

/**
 * When a market trades, so that a closed market is not taken for missing data. A bar is expected where the market is open
 * for more than half of the bar's time: hourly bars in every open hour, daily bars on five days a week whichever hour they
 * are stamped by (the two or three hours of a Sunday are a stub that may be there or not).
 */
public enum TradingCalendar {
    /**
     * Sunday 17:00 to Friday 17:00 in New York, without 24 December 13:00 to 26 December 02:00 and 31 December 13:00 to
     * 2 January 02:00: within these hours vendors close and open at different times.
     */
    @JsonProperty("fx")
    FX,
    /** Every hour of the year. */
    @JsonProperty("continuous")
    CONTINUOUS;

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    /** Saturday 1970-01-03. */
    private static final int SATURDAY = 2 * DAY;

    private static final int MONDAY = 4 * DAY;

    /** Tells from its bars whether a market closes over the weekend; a market of which no Saturday is known does. */
    public static TradingCalendar of(Dataset dataset) {
        long[] seconds = new long[dataset.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = dataset.time(i);
        }
        return of(seconds, dataset.timeframe());
    }

    /** By the middle of bars: a daily bar of Friday may be stamped on Thursday evening, that of Sunday on Saturday. */
    static TradingCalendar of(long[] seconds, Timeframe timeframe) {
        if (seconds.length == 0) {
            return FX;
        }
        long toMiddle = timeframe.seconds() / 2;
        long found = 0;
        for (long second : seconds) {
            found += Math.floorMod(second + toMiddle - SATURDAY, WEEK) < DAY ? 1 : 0;
        }
        long possible = saturdays(seconds[seconds.length - 1] + 2 * toMiddle) - saturdays(seconds[0]);
        return found > 0 && 2 * found * timeframe.seconds() > possible ? CONTINUOUS : FX;
    }

    /** Seconds of Saturdays between an arbitrary origin and a time. */
    private static long saturdays(long second) {
        long since = second - SATURDAY;
        return Math.floorDiv(since, WEEK) * (long) DAY + Math.min(Math.floorMod(since, WEEK), DAY);
    }

    /** Whether the market trades at a time, in seconds since 1970 UTC. */
    public boolean open(long second) {
        return switch (this) {
            case CONTINUOUS -> true;
            case FX -> FxWeek.open(second);
        };
    }

    /** Whether the market is open for more than half of the bar that starts at a time. */
    public boolean expects(long start, Timeframe timeframe) {
        return switch (this) {
            case CONTINUOUS -> true;
            case FX -> fxExpects(start, timeframe.seconds());
        };
    }

    /**
     * Hour of the week, 0 (Monday 00:00) to 167, on the market's clock: that of New York for FX, whose sessions follow it
     * through the year more closely than UTC, else UTC.
     */
    public int hourOfWeek(long second) {
        long clock = switch (this) {
            case CONTINUOUS -> second;
            case FX -> ZoneOffsets.NEW_YORK.wall(second);
        };
        return Math.floorMod(clock - MONDAY, WEEK) / HOUR;
    }

    /** Whether a bar missing at a time may be due to a holiday that this market's vendors keep in different ways. */
    public boolean nearHoliday(long second) {
        return switch (this) {
            case CONTINUOUS -> false;
            case FX -> FxWeek.nearHoliday(second);
        };
    }

    /**
     * Bars that should stand between two bars and do not, on the grid of the earlier one. Costs the number of weeks between
     * them, not of bars.
     *
     * @param from start of the earlier bar
     * @param to start of the later bar; a bar that would begin less than half a bar before it is not missing, so that a
     *     change of the clock is no gap
     */
    public int missingBetween(long from, long to, Timeframe timeframe) {
        long count = 0;
        for (Run run : missingRuns(from, to, timeframe)) {
            count += run.bars;
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    /** Starts of the first bars that should stand between two bars and do not, in time order. */
    List<Long> missingStarts(long from, long to, Timeframe timeframe, int limit) {
        List<Long> out = new ArrayList<>();
        for (Run run : missingRuns(from, to, timeframe)) {
            for (long k = 0; k < run.bars && out.size() < limit; k++) {
                out.add(run.first + k * timeframe.seconds());
            }
        }
        return out;
    }

    /** Missing bars that follow each other without a closed market between them. */
    private record Run(long first, long bars) {}

    private List<Run> missingRuns(long from, long to, Timeframe timeframe) {
        long step = timeframe.seconds();
        if (to - from <= step) {
            return List.of();
        }
        // starts s = from + k * step with k >= 1 and s < to - step / 2
        long last = Math.ceilDiv(to - from - step / 2, step) - 1;
        List<Run> out = new ArrayList<>();
        switch (this) {
            case CONTINUOUS -> addRun(from, step, 1, last, out);
            case FX -> {
                for (FxWeek.Span open : FxWeek.openBetween(from, to)) {
                    // more than half of [s, s + step) is open: open.from - step / 2 < s < open.to - step / 2
                    long least = Math.floorDiv(open.from() - step / 2 - from, step) + 1;
                    long most = Math.ceilDiv(open.to() - step / 2 - from, step) - 1;
                    addRun(from, step, Math.max(1, least), Math.min(last, most), out);
                }
            }
        }
        return out;
    }

    private static void addRun(long from, long step, long least, long most, List<Run> out) {
        if (least <= most) {
            out.add(new Run(from + least * step, most - least + 1));
        }
    }

    /** An open span is longer than half a day, so the middle of a bar that is open for more than half lies within it. */
    private static boolean fxExpects(long start, long step) {
        long middle = start + step / 2;
        return FxWeek.open(middle) && FxWeek.open(middle - 1);
    }
}
