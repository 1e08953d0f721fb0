package io.regimen.activities.market;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
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
    private static final String OFFSET = "\\s*(Z|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?|UTC|GMT)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})" + CLOCK + OFFSET);
    /** Dots are what tells day-month-year from month-day-year. */
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{2})(\\.)(\\d{2})\\.(\\d{4})" + CLOCK + OFFSET);

    private static final Pattern LETTERS = Pattern.compile("[A-Z]+");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");
    private static final Pattern COMPACT = Pattern.compile("(?:19|20)\\d{10}(?:\\d{2})?");
    private static final Pattern DECIMAL = Pattern.compile("\\d+(?:\\.\\d*)?(?:[eE]\\+?\\d{1,2})?");
    private static final String LARGEST_LONG = Long.toString(Long.MAX_VALUE);
    private static final long YEAR_1971 = 31_536_000L;
    private static final long YEAR_2100 = 4_102_444_800L;

    /**
     * Understands unix seconds, milliseconds, microseconds and nanoseconds, {@code yyyyMMdd[HHmm[ss]]}, and
     * {@code yyyy-MM-dd[ HH:mm[:ss]]} with -, / or . and with or without offset, {@code dd.MM.yyyy} too. Null where it is
     * none of them, no real date, not a whole second, or outside 1971 to 2099.
     */
    static @Nullable Stamp parse(String text) {
        String s = text.strip();
        Stamp common = QuickStamp.parse(s);
        return common != null ? common : parseAny(s);
    }

    /** The same without the short cut for common forms, which must not give other results. */
    static @Nullable Stamp parseAny(String s) {
        if (DIGITS.matcher(s).matches()) {
            if (s.length() == 8) {
                return local(s, "00", "00", "00");
            }
            if (COMPACT.matcher(s).matches()) {
                return local(s, s.substring(8, 10), s.substring(10, 12), s.length() == 14 ? s.substring(12) : "00");
            }
            boolean fits = s.length() < LARGEST_LONG.length() || s.compareTo(LARGEST_LONG) <= 0;
            return fits ? unix(Long.parseLong(s)) : null;
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
            String hours = LETTERS.matcher(offset).replaceAll("");
            long seconds = hours.isEmpty() ? 0 : ZoneOffset.of(hours).getTotalSeconds();
            return new Stamp(local.second - seconds, true);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String orZero(@Nullable String digits) {
        return digits == null ? "00" : digits;
    }

    private static @Nullable Stamp local(String date, String hour, String minute, String second) {
        return local(
                Integer.parseInt(date.substring(0, 4)),
                Integer.parseInt(date.substring(4, 6)),
                Integer.parseInt(date.substring(6, 8)),
                Integer.parseInt(hour),
                Integer.parseInt(minute),
                Integer.parseInt(second));
    }

    /** A time on the wall clock; null where there is no such date or time of day. */
    static @Nullable Stamp local(int year, int month, int day, int hour, int minute, int second) {
        if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return inRange(days * 86_400 + hour * 3600L + minute * 60L + second, false);
    }

    /** Unix time in a unit that its size tells. */
    static @Nullable Stamp unix(long value) {
        return unix(
                value,
                value < 100_000_000_000L
                        ? 1
                        : value < 100_000_000_000_000L
                                ? 1_000
                                : value < 100_000_000_000_000_000L ? 1_000_000 : 1_000_000_000);
    }

    /** Unix time in a given unit. */
    static @Nullable Stamp unix(long value, long perSecond) {
        return value % perSecond == 0 ? inRange(value / perSecond, true) : null;
    }

    /** Null where the second is outside what bars can have. */
    static @Nullable Stamp inRange(long second, boolean absolute) {
        // small numbers are row counts or spreadsheet days, not times: 1e8 is 1973
        boolean plausible = second < YEAR_2100 && second >= (absolute ? 100_000_000 : YEAR_1971);
        return plausible ? new Stamp(second, absolute) : null;
    }
}
