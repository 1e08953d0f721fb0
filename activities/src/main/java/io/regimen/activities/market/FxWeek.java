package io.regimen.activities.market;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Open hours of foreign exchange on the clock of New York: Sunday 17:00 to Friday 17:00, without the hours around Christmas
 * and New Year in which no vendor quotes reliably.
 */
final class FxWeek {
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    private static final int OPEN_LENGTH = 5 * DAY;
    /** Sunday 1970-01-04 17:00. */
    private static final int FIRST_OPEN = 3 * DAY + 17 * HOUR;
    /** Vendors close between 13:00 and 17:00 on the eve and are back between 17:00 and 02:00 after the holiday. */
    private static final int EVE_CLOSE = 13 * HOUR;

    private static final int HOLIDAY_LENGTH = DAY - EVE_CLOSE + DAY + 2 * HOUR;
    private static final int CHRISTMAS_EVE = 24;
    private static final int NEW_YEARS_EVE = 31;

    private FxWeek() {}

    /** A span of time without a break; seconds since 1970 UTC, the end is not part of it. */
    record Span(long from, long to) {}

    static boolean open(long utc) {
        long wall = ZoneOffsets.NEW_YORK.wall(utc);
        if (Math.floorMod(wall - FIRST_OPEN, WEEK) >= OPEN_LENGTH) {
            return false;
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(wall, DAY));
        return !inHoliday(wall, day);
    }

    /** The open spans that reach into [from, to), in time order; about 54 a year. */
    static List<Span> openBetween(long from, long to) {
        List<Span> out = new ArrayList<>();
        long last = ZoneOffsets.NEW_YORK.wall(to);
        for (long open = weekOf(ZoneOffsets.NEW_YORK.wall(from)); open < last; open += WEEK) {
            addWeek(open, out);
        }
        out.removeIf(span -> span.to <= from || span.from >= to);
        return out;
    }

    /** Whether a time lies within two days of Christmas, New Year, Good Friday or Easter Monday. */
    static boolean nearHoliday(long utc) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(ZoneOffsets.NEW_YORK.wall(utc), DAY));
        long toEaster = Easter.sunday(day.getYear()).toEpochDay() - day.toEpochDay();
        return (day.getMonthValue() == 12 && day.getDayOfMonth() >= 23 && day.getDayOfMonth() <= 27)
                || (day.getMonthValue() == 12 && day.getDayOfMonth() >= 30)
                || (day.getMonthValue() == 1 && day.getDayOfMonth() <= 3)
                || (toEaster >= -1 && toEaster <= 3);
    }

    private static long weekOf(long wall) {
        return Math.floorDiv(wall - FIRST_OPEN, WEEK) * (long) WEEK + FIRST_OPEN;
    }

    /** Clocks change on Sunday at 02:00, when the market is closed: within a span they do not. */
    private static void addWeek(long openWall, List<Span> out) {
        long from = openWall;
        long end = openWall + OPEN_LENGTH;
        int year = LocalDate.ofEpochDay(Math.floorDiv(openWall, DAY)).getYear();
        for (long eve : List.of(eve(year - 1, NEW_YEARS_EVE), eve(year, CHRISTMAS_EVE), eve(year, NEW_YEARS_EVE))) {
            long back = eve + HOLIDAY_LENGTH;
            if (eve < end && back > from) {
                addSpan(from, Math.min(eve, end), out);
                from = back;
            }
        }
        addSpan(from, end, out);
    }

    private static void addSpan(long fromWall, long toWall, List<Span> out) {
        if (fromWall < toWall) {
            out.add(new Span(ZoneOffsets.NEW_YORK.utc(fromWall), ZoneOffsets.NEW_YORK.utc(toWall)));
        }
    }

    private static boolean inHoliday(long wall, LocalDate day) {
        if (day.getMonthValue() != 12 && day.getDayOfYear() > 2) {
            return false;
        }
        int year = day.getMonthValue() == 12 ? day.getYear() : day.getYear() - 1;
        return holds(eve(year, CHRISTMAS_EVE), wall) || holds(eve(year, NEW_YEARS_EVE), wall);
    }

    private static boolean holds(long eve, long wall) {
        return wall >= eve && wall < eve + HOLIDAY_LENGTH;
    }

    private static long eve(int year, int day) {
        return LocalDate.of(year, 12, day).atStartOfDay().toEpochSecond(ZoneOffset.UTC) + EVE_CLOSE;
    }
}
