package io.regimen.activities.market;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times by a pattern of {@link DateTimeFormatter}, English names, no date that does not exist. */
final class StampPattern implements StampReader {
    /** The year of an era, outside quoted text: what people write where they mean the year. */
    private static final Pattern YEAR = Pattern.compile("y(?=(?:[^']*'[^']*')*[^']*$)");

    private final DateTimeFormatter format;

    private StampPattern(DateTimeFormatter format) {
        this.format = format;
    }

    /** @throws IllegalArgumentException if it is not a pattern */
    static StampPattern of(String pattern) {
        try {
            return new StampPattern(
                    DateTimeFormatter.ofPattern(YEAR.matcher(pattern).replaceAll("u"), Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "columns: time_format " + Fault.show(pattern) + " is not a pattern of a time (" + e.getMessage()
                            + "); write it like dd/MM/yyyy HH:mm",
                    e);
        }
    }

    @Override
    public @Nullable Stamp read(String text) {
        try {
            TemporalAccessor parsed = format.parse(text.strip());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null || (time != null && time.get(ChronoField.NANO_OF_SECOND) != 0)) {
                return null;
            }
            LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
            boolean absolute = parsed.isSupported(ChronoField.OFFSET_SECONDS);
            int offset = absolute ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
            return Stamp.inRange(local.toEpochSecond(ZoneOffset.UTC) - offset, absolute);
        } catch (DateTimeException e) {
            // not a time of this pattern: the row is reported with its text
            return null;
        }
    }
}
