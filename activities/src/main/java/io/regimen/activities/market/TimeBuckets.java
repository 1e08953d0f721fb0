package io.regimen.activities.market;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;

/**
 * The grid of a timeframe's bars, with days that begin where the market or its trade server begins them. Buckets longer than
 * an hour are cut on the wall clock of the boundary's zone, so that one day is one trading day in summer and winter: a
 * bucket in which the clock changes is an hour shorter or longer. Shorter buckets are cut in UTC, which is the same as all
 * zones used are whole hours apart.
 *
 * <p>Buckets neither overlap nor leave room between them: {@code end(t) == start(end(t))}. Immutable.
 */
public final class TimeBuckets {
    private static final int HOUR = 3600;
    private static final int NEW_YORK_CLOSE_SECOND = 17 * HOUR;

    private final int seconds;
    private final ZoneOffsets zone;
    private final int dayStart;

    /**
     * Cuts time into buckets.
     *
     * @param calendar decides what {@link DayBoundary#MARKET} means: 17:00 in New York for FX, midnight UTC for a market
     *     that never closes
     */
    public TimeBuckets(Timeframe timeframe, DayBoundary boundary, TradingCalendar calendar) {
        seconds = timeframe.seconds();
        DayBoundary days = boundary != DayBoundary.MARKET
                ? boundary
                : switch (calendar) {
                    case FX -> DayBoundary.NEW_YORK_CLOSE;
                    case CONTINUOUS -> DayBoundary.UTC;
                };
        boolean newYork = days == DayBoundary.NEW_YORK_CLOSE;
        dayStart = newYork ? NEW_YORK_CLOSE_SECOND : 0;
        if (seconds <= HOUR) {
            zone = ZoneOffsets.UTC;
        } else if (newYork) {
            zone = ZoneOffsets.NEW_YORK;
        } else {
            zone = days == DayBoundary.EU_SERVER ? ZoneOffsets.HELSINKI : ZoneOffsets.UTC;
        }
    }

    /** Start of the bucket that a time falls into; both in seconds since 1970-01-01 UTC. */
    public long start(long second) {
        return zone.utc(wallStart(second));
    }

    /** Start of the bucket after the one that a time falls into, which is its end. */
    public long end(long second) {
        return zone.utc(wallStart(second) + seconds);
    }

    private long wallStart(long second) {
        return Math.floorDiv(zone.wall(second) - dayStart, seconds) * (long) seconds + dayStart;
    }
}
