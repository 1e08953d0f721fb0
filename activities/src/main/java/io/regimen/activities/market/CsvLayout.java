package io.regimen.activities.market;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows whose columns are known, from a header or otherwise; prices may be in points. */
final class CsvLayout implements Layout {
    /** Float noise of prices in points is far below this; a price in units is far above. */
    private static final double POINT_NOISE = 1e-3;
    /** What a whole number of points may be off to be rounded where prices need not be whole points. */
    private static final double ROUNDED = 1e-6;

    private final CsvHeader columns;
    private final int[] prices;
    private final StampReader stamps;
    private final VendorClock clock;
    private final double pointsPerUnit;
    private final boolean wholePoints;

    /** @param wholePoints whether prices are whole points with float noise, and anything else is a mistake */
    CsvLayout(CsvHeader columns, StampReader stamps, VendorClock clock, double pointsPerUnit, boolean wholePoints) {
        this.columns = columns;
        this.prices = columns.prices().stream().mapToInt(Integer::intValue).toArray();
        this.stamps = stamps;
        this.clock = clock;
        this.pointsPerUnit = pointsPerUnit;
        this.wholePoints = wholePoints;
    }

    @Override
    public RowShape shape() {
        return columns.shape();
    }

    @Override
    public @Nullable Fault read(List<String> fields, RawBar into) {
        boolean trailing =
                fields.size() == columns.fields() + 1 && fields.getLast().isBlank();
        if (fields.size() != columns.fields() && !trailing) {
            return new Fault(
                    Fault.FIELD_COUNT,
                    fields.size() + " fields where " + (columns.line() > 0 ? "the header names " : "the first row has ")
                            + columns.fields());
        }
        String time = columns.time(fields);
        Stamp stamp = stamps.read(time);
        if (stamp == null) {
            return new Fault(
                    Fault.BAD_TIME,
                    "time " + Fault.show(time)
                            + " is neither unix time nor yyyy-MM-dd HH:mm:ss with or without offset, of 1971 to 2099");
        }
        OptionalLong utc = clock.utc(stamp);
        if (utc.isEmpty()) {
            return new Fault(
                    Fault.NO_SUCH_TIME,
                    "time " + Fault.show(time) + " does not exist in its zone: clocks went forward over it");
        }
        into.second = utc.getAsLong();
        for (int i = 0; i < prices.length; i++) {
            String text = fields.get(prices[i]);
            double price = RawBar.number(text);
            if (Double.isNaN(price)) {
                return RawBar.notANumber(i, side(i), text);
            }
            if (wholePoints || pointsPerUnit != 1) {
                double points = Math.rint(price);
                double off = Math.abs(price - points);
                if (wholePoints && off > POINT_NOISE) {
                    return new Fault(
                            Fault.NOT_A_NUMBER,
                            "price " + Fault.show(text) + " is not a whole number of points, as ejtrader writes it");
                }
                price = (wholePoints || off < ROUNDED ? points : price) / pointsPerUnit;
            }
            into.prices[i] = price;
        }
        into.volume = amount(fields, columns.volume());
        into.quoteVolume = amount(fields, columns.quoteVolume());
        into.trades = amount(fields, columns.trades());
        Fault amounts = into.checkAmounts();
        return amounts != null ? amounts : into.checkPrices();
    }

    private String side(int price) {
        return prices.length == 4 ? "" : price < 4 ? "bid " : "ask ";
    }

    private static double amount(List<String> fields, int column) {
        return column < 0 ? 0 : RawBar.amount(fields.get(column));
    }
}
