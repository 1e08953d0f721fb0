package io.regimen.activities.market;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows under a header that names their columns; prices may be in points. */
final class CsvLayout implements Layout {
    /** Float noise of prices in points is far below this; a price in units is far above. */
    private static final double POINT_NOISE = 1e-3;

    private final CsvHeader header;
    private final VendorClock clock;
    private final double pointsPerUnit;
    private final boolean wholePoints;

    /** @param wholePoints whether prices are whole points with float noise, to be rounded away */
    CsvLayout(CsvHeader header, VendorClock clock, double pointsPerUnit, boolean wholePoints) {
        this.header = header;
        this.clock = clock;
        this.pointsPerUnit = pointsPerUnit;
        this.wholePoints = wholePoints;
    }

    @Override
    public boolean quoted() {
        return false;
    }

    @Override
    public @Nullable Fault read(List<String> fields, RawBar into) {
        boolean trailing =
                fields.size() == header.fields() + 1 && fields.getLast().isBlank();
        if (fields.size() != header.fields() && !trailing) {
            return new Fault(Fault.FIELD_COUNT, fields.size() + " fields where the header names " + header.fields());
        }
        String time = header.time(fields);
        Stamp stamp = Stamp.parse(time);
        if (stamp == null) {
            return new Fault(
                    Fault.BAD_TIME,
                    "time " + Fault.show(time)
                            + " is neither unix time nor yyyy-MM-dd HH:mm:ss with or without offset");
        }
        OptionalLong utc = clock.utc(stamp);
        if (utc.isEmpty()) {
            return new Fault(
                    Fault.NO_SUCH_TIME,
                    "time " + Fault.show(time) + " does not exist in its zone: clocks went forward over it");
        }
        into.second = utc.getAsLong();
        for (int i = 0; i < 4; i++) {
            String text = fields.get(header.price(i));
            double price = RawBar.number(text);
            if (Double.isNaN(price)) {
                return RawBar.notANumber(i, "", text);
            }
            if (wholePoints) {
                double points = Math.rint(price);
                if (Math.abs(price - points) > POINT_NOISE) {
                    return new Fault(
                            Fault.NOT_A_NUMBER,
                            "price " + Fault.show(text) + " is not a whole number of points, as ejtrader writes it");
                }
                price = points;
            }
            into.prices[i] = price / pointsPerUnit;
        }
        String volume = header.volume() < 0 ? "" : fields.get(header.volume());
        into.volume = volume.isBlank() ? 0 : RawBar.number(volume);
        if (!(into.volume >= 0)) {
            return new Fault(Fault.NOT_A_NUMBER, "volume " + Fault.show(volume) + " is not a number from 0");
        }
        return into.check(0, "");
    }
}
