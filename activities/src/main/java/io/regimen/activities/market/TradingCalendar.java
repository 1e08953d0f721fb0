package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** When a market trades, so that a closed market is not taken for missing data. */
public enum TradingCalendar {
    /** Sunday 17:00 to Friday 17:00 in New York, without Christmas and New Year's Day. */
    FX,
    /** Every hour of the year. */
    CONTINUOUS;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int CLOSE_HOUR = 17;
    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 86_400;
    /** Friday 23:00 to Sunday 20:00 UTC, when no foreign exchange market is open, counted from Thursday 1970-01-01. */
    private static final int CLOSED_FROM = 86_400 + 23 * HOUR;

    private static final int CLOSED_TO = 3 * 86_400 + 20 * HOUR;
    /** Share of the bars that an always open market has in that time: 45 of 168 hours; half of it decides. */
    private static final double SHARE = 45 / 168.0 / 2;

    /** Tells from its bars whether a market closes over the weekend. */
    static TradingCalendar of(long[] seconds) {
        long weekend = 0;
        for (long second : seconds) {
            long inWeek = Math.floorMod(second, WEEK);
            weekend += inWeek >= CLOSED_FROM && inWeek < CLOSED_TO ? 1 : 0;
        }
        return weekend > SHARE * seconds.length ? CONTINUOUS : FX;
    }

    /** Whether the market trades at a time. */
    public boolean open(long second) {
        return switch (this) {
            case CONTINUOUS -> true;
            case FX -> fxOpen(second);
        };
    }

    /**
     * Bars that should stand between two bars and do not.
     *
     * @param from start of the earlier bar
     * @param to start of the later bar
     */
    public int missingBetween(long from, long to, Timeframe timeframe) {
        int step = timeframe.seconds();
        if (to - from <= step) {
            return 0;
        }
        if (this == CONTINUOUS) {
            return Math.toIntExact((to - from - 1) / step);
        }
        int missing = 0;
        for (long second = from + step; second < to; second += step) {
            missing += open(second) ? 1 : 0;
        }
        return missing;
    }

    private static boolean fxOpen(long second) {
        // the trading day of New York ends at 17:00: seven hours later it is the calendar day
        LocalDateTime day =
                LocalDateTime.ofInstant(Instant.ofEpochSecond(second), NEW_YORK).plusHours(24 - CLOSE_HOUR);
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean holiday = (day.getMonthValue() == 12 && day.getDayOfMonth() == 25)
                || (day.getMonthValue() == 1 && day.getDayOfMonth() == 1);
        return !weekend && !holiday;
    }
}
