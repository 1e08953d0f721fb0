package io.regimen.activities.market;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LEAN quote bars: start, bid open, high, low, close, size, ask open, high, low, close, size. Hour and daily files stamp
 * by {@code yyyyMMdd HH:mm}; minute files by milliseconds since midnight, the date being in the file's name.
 */
final class LeanLayout implements Layout {
    private static final int FIELDS = 11;
    private static final Pattern MILLIS = Pattern.compile("\\d{1,8}");
    private static final long DAY_MILLIS = 86_400_000;

    private final VendorClock clock;
    private final @Nullable LocalDate date;

    LeanLayout(VendorClock clock, @Nullable LocalDate date) {
        this.clock = clock;
        this.date = date;
    }

    @Override
    public RowShape shape() {
        return RowShape.QUOTED;
    }

    @Override
    public @Nullable Fault read(List<String> fields, RawBar into) {
        if (fields.size() != FIELDS) {
            return new Fault(Fault.FIELD_COUNT, fields.size() + " fields instead of the " + FIELDS + " of this layout");
        }
        Stamp stamp = stamp(fields.getFirst().strip());
        if (stamp == null) {
            return new Fault(Fault.BAD_TIME, "time " + Fault.show(fields.getFirst()) + " is not yyyyMMdd HH:mm");
        }
        OptionalLong utc = clock.utc(stamp);
        if (utc.isEmpty()) {
            return new Fault(Fault.NO_SUCH_TIME, "time " + Fault.show(fields.getFirst()) + " does not exist there");
        }
        into.second = utc.getAsLong();
        for (int i = 0; i < 8; i++) {
            // the size stands between the sides
            String text = fields.get(i < 4 ? 1 + i : 2 + i);
            into.prices[i] = RawBar.number(text);
            if (Double.isNaN(into.prices[i])) {
                return RawBar.notANumber(i, i < 4 ? "bid " : "ask ", text);
            }
        }
        into.volume = RawBar.amount(fields.get(5)) + RawBar.amount(fields.get(10));
        if (!(into.volume >= 0)) {
            return new Fault(Fault.NOT_A_NUMBER, "sizes are not numbers from 0");
        }
        return into.checkPrices();
    }

    private @Nullable Stamp stamp(String text) {
        if (!MILLIS.matcher(text).matches()) {
            return Stamp.parse(text);
        }
        long millis = Long.parseLong(text);
        return date == null || millis >= DAY_MILLIS || millis % 1000 != 0
                ? null
                : new Stamp(date.atStartOfDay().toEpochSecond(ZoneOffset.UTC) + millis / 1000, false);
    }
}
