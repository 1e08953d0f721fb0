package io.regimen.activities.cost;

import io.regimen.activities.market.Bars;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The daily roll of spot positions at 17:00 in New York, daylight saving included: once on Monday, Tuesday, Thursday and
 * Friday, three times on Wednesday, when the value date two days ahead moves over the weekend; seven a week. Holidays of
 * the two currencies move value dates too, and are not modelled.
 */
final class SwapRolls {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime ROLL = LocalTime.of(17, 0);

    private SwapRolls() {}

    /** Adds a rate per day to the bars that are held over the rolls. */
    static void add(Bars bars, double rate, double[] carry) {
        if (bars.size() == 0) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(bars.time(0)), NEW_YORK);
        for (int bar = 0; bar < bars.size(); ) {
            long roll = day.atTime(ROLL).atZone(NEW_YORK).toEpochSecond();
            if (roll >= FundingSeries.end(bars, bar)) {
                bar++;
                continue;
            }
            if (roll >= bars.time(bar)) {
                carry[bar] += rate * days(day.getDayOfWeek());
            }
            day = day.plusDays(1);
        }
    }

    static int days(DayOfWeek day) {
        return switch (day) {
            case MONDAY, TUESDAY, THURSDAY, FRIDAY -> 1;
            case WEDNESDAY -> 3;
            case SATURDAY, SUNDAY -> 0;
        };
    }
}
