package io.regimen.activities.feature;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The clock at the close of a bar, which is when its row is used. Summer time is each city's own. */
final class SessionBlock {
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    /** 1970-01-01 was a Thursday; weeks begin on Monday. */
    private static final int EPOCH_IN_WEEK = 3 * DAY;

    private static final int WORKING_DAYS = 5;

    private SessionBlock() {}

    static List<Output> of(Stretch bars) {
        IntToDoubleFunction tokyo = session(bars, "session_tokyo", ZoneId.of("Asia/Tokyo"));
        IntToDoubleFunction london = session(bars, "session_london", ZoneId.of("Europe/London"));
        IntToDoubleFunction newYork = session(bars, "session_new_york", ZoneId.of("America/New_York"));
        return List.of(
                Output.of("session_tokyo", tokyo),
                Output.of("session_london", london),
                Output.of("session_new_york", newYork),
                Output.of("session_tokyo_london", i -> tokyo.applyAsDouble(i) * london.applyAsDouble(i)),
                Output.of("session_london_new_york", i -> london.applyAsDouble(i) * newYork.applyAsDouble(i)),
                Output.of("hour_sin", i -> Math.sin(angle(bars.closeTime(i), DAY))),
                Output.of("hour_cos", i -> Math.cos(angle(bars.closeTime(i), DAY))),
                Output.of("weekday_sin", i -> Math.sin(angle(bars.closeTime(i) + EPOCH_IN_WEEK, WEEK))),
                Output.of("weekday_cos", i -> Math.cos(angle(bars.closeTime(i) + EPOCH_IN_WEEK, WEEK))));
    }

    private static IntToDoubleFunction session(Stretch bars, String column, ZoneId zone) {
        int from = Output.parameter(column, "from");
        int to = Output.parameter(column, "to");
        ZoneRules rules = zone.getRules();
        return i -> {
            long utc = bars.closeTime(i);
            long local = utc + rules.getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
            long day = Math.floorMod(local + EPOCH_IN_WEEK, WEEK) / DAY;
            long hour = Math.floorMod(local, DAY) / HOUR;
            return day < WORKING_DAYS && hour >= from && hour < to ? 1 : 0;
        };
    }

    private static double angle(long second, int period) {
        return 2 * Math.PI * Math.floorMod(second, period) / period;
    }
}
