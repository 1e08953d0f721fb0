package io.regimen.activities.market;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file of funding rates.
 *
 * @param place file and line, for messages
 * @param second the whole hour that is charged
 * @param late whether the stamp was beside it, by up to a minute
 * @param rate in the file's unit
 * @param intervalHours hours between charges as the file says; null where it does not
 * @param instrument empty where the file does not say
 */
record FundingRow(
        String place,
        long second,
        boolean late,
        BigDecimal rate,
        @Nullable Integer intervalHours,
        String instrument) {
    private static final long HOUR = 3600;
    /** How far a stamp may be from the settlement hour it belongs to: exchanges write it when they are done. */
    private static final long JITTER = 60;

    private static final int MAX_DIGITS = 30;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?");
    private static final Pattern MILLIS = Pattern.compile("\\d{13}");
    private static final Pattern FRACTION_OF_SECOND = Pattern.compile("(:\\d{2})[.,]\\d{1,9}");
    private static final Pattern HOURS = Pattern.compile("\\d{1,2}");

    static FundingRow of(String place, String time, String rate, @Nullable String interval, String instrument) {
        long second = second(place, time);
        long hour = Math.floorDiv(second + HOUR / 2, HOUR) * HOUR;
        if (Math.abs(second - hour) > JITTER) {
            throw new ImportException(
                    place + ": " + Fault.show(time)
                            + " is more than a minute from a whole hour, and funding is charged at whole hours; correct the time");
        }
        String digits = rate.strip();
        if (digits.length() > MAX_DIGITS || !NUMBER.matcher(digits).matches()) {
            throw new ImportException(
                    place + ": " + Fault.show(rate) + " is not a number; correct the rate, without a percent sign");
        }
        return new FundingRow(
                place,
                hour,
                second != hour
                        || (MILLIS.matcher(time.strip()).matches()
                                && !time.strip().endsWith("000")),
                new BigDecimal(digits),
                interval == null ? null : hours(place, interval),
                instrument);
    }

    private static long second(String place, String time) {
        String text = time.strip();
        if (MILLIS.matcher(text).matches()) {
            return Long.parseLong(text) / 1000;
        }
        Stamp stamp = Stamp.parse(FRACTION_OF_SECOND.matcher(text).replaceFirst("$1"));
        if (stamp == null) {
            throw new ImportException(place + ": " + Fault.show(time)
                    + " is not a time; use unix milliseconds or yyyy-MM-dd HH:mm:ss in UTC");
        }
        return stamp.second();
    }

    private static int hours(String place, String text) {
        int hours = HOURS.matcher(text.strip()).matches() ? Integer.parseInt(text.strip()) : 0;
        if (hours < 1 || 24 % hours != 0) {
            throw new ImportException(place + ": " + Fault.show(text)
                    + " is not a number of hours that divides a day; correct the interval");
        }
        return hours;
    }
}
