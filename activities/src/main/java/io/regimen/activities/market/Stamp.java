package io.regimen.activities.market;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Time of a row as its file gives it.
 *
 * @param second seconds since 1970-01-01 00:00, of UTC if absolute, else on the wall clock of the file's zone
 */
record Stamp(long second, boolean absolute) {
    private static final String CLOCK = "(?:[ T,]\\s*(\\d{1,2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?)?";
    private static final String OFFSET = "\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})" + CLOCK + OFFSET);
    /** Dots are what tells day-month-year from month-day-year. */
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{2})(\\.)(\\d{2})\\.(\\d{4})" + CLOCK + OFFSET);

    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");
    private static final Pattern COMPACT = Pattern.compile("(?:19|20)\\d{10}(?:\\d{2})?");
    private static final Pattern DECIMAL = Pattern.compile("\\d+(?:\\.\\d*)?(?:[eE]\\+?\\d{1,2})?");
    private static final long YEAR_2200 = 7_258_118_400L;

    /**
     * Understands unix seconds, milliseconds, microseconds and nanoseconds, {@code yyyyMMdd[HHmm[ss]]}, and
     * {@code yyyy-MM-dd[ HH:mm[:ss]]} with -, / or . and with or without offset, {@code dd.MM.yyyy} too. Null where it is
     * none of them, no real date, or not a whole second.
     */
    static @Nullable Stamp parse(String text) {
        String s = text.strip();
        if (DIGITS.matcher(s).matches()) {
            if (s.length() == 8) {
                return local(s, "00", "00", "00");
            }
            if (COMPACT.matcher(s).matches()) {
                return local(s, s.substring(8, 10), s.substring(10, 12), s.length() == 14 ? s.substring(12) : "00");
            }
            return unix(Long.parseLong(s));
        }
        if (DECIMAL.matcher(s).matches()) {
            double value = Double.parseDouble(s);
            return value == Math.rint(value) && value < 9e18 ? unix((long) value) : null;
        }
        Matcher yearFirst = YEAR_FIRST.matcher(s);
        if (yearFirst.matches()) {
            return of(yearFirst, yearFirst.group(1), yearFirst.group(4));
        }
        Matcher dayFirst = DAY_FIRST.matcher(s);
        return dayFirst.matches() ? of(dayFirst, dayFirst.group(4), dayFirst.group(1)) : null;
    }

    private static @Nullable Stamp of(Matcher parts, String year, String day) {
        String fraction = parts.group(8);
        if (fraction != null && !fraction.chars().allMatch(c -> c == '0')) {
            return null;
        }
        Stamp local = local(
                year + parts.group(3) + day, orZero(parts.group(5)), orZero(parts.group(6)), orZero(parts.group(7)));
        String offset = parts.group(9);
        if (local == null || offset == null) {
            return local;
        }
        try {
            long seconds = Character.isLetter(offset.charAt(0))
                    ? 0
                    : ZoneOffset.of(offset).getTotalSeconds();
            return new Stamp(local.second - seconds, true);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String orZero(@Nullable String digits) {
        return digits == null ? "00" : digits;
    }

    private static @Nullable Stamp local(String date, String hour, String minute, String second) {
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(date.substring(0, 4)),
                    Integer.parseInt(date.substring(4, 6)),
                    Integer.parseInt(date.substring(6, 8)));
            LocalDateTime at = day.atTime(Integer.parseInt(hour), Integer.parseInt(minute), Integer.parseInt(second));
            return inRange(at.toEpochSecond(ZoneOffset.UTC), false);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Stamp unix(long value) {
        long perSecond = value < 100_000_000_000L
                ? 1
                : value < 100_000_000_000_000L ? 1_000 : value < 100_000_000_000_000_000L ? 1_000_000 : 1_000_000_000;
        return value % perSecond == 0 ? inRange(value / perSecond, true) : null;
    }

    private static @Nullable Stamp inRange(long second, boolean absolute) {
        // small numbers are row counts or spreadsheet days, not times: 1e8 is 1973
        boolean plausible = second < YEAR_2200 && (absolute ? second >= 100_000_000 : second >= 0);
        return plausible ? new Stamp(second, absolute) : null;
    }
}
