package io.regimen.activities.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of the layouts that come without a header, recognised by the fields of their first row. */
final class FixedColumns {
    private static final int NONE = -1;
    private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    private FixedColumns() {}

    /** Null where the row is not of the vendor's layout, or the vendor's files always have a header. */
    static @Nullable CsvHeader of(Vendor vendor, String firstRow) {
        return switch (vendor) {
            case BINANCE -> binance(firstRow);
            case HISTDATA, METATRADER -> dateFirst(firstRow);
            case LEAN_OANDA, LEAN_FXCM, EJTRADER, DUKASCOPY, CSV, PARQUET -> null;
        };
    }

    /** What to call the layout in a message. */
    static String layout(Vendor vendor) {
        return switch (vendor) {
            case BINANCE ->
                "open time, open, high, low, close, volume, close time, quote volume, count and three columns more";
            case HISTDATA, METATRADER -> "date, time, open, high, low, close, volume";
            case LEAN_OANDA, LEAN_FXCM, EJTRADER, DUKASCOPY, CSV, PARQUET -> "time, open, high, low, close";
        };
    }

    private static @Nullable CsvHeader binance(String row) {
        List<String> fields = CsvHeader.split(row, ',');
        return fields.size() == 12 && Stamp.parse(fields.getFirst()) != null
                ? new CsvHeader(0, ',', 12, 0, NONE, List.of(1, 2, 3, 4), 5, 7, 8, NONE)
                : null;
    }

    /** {@code 20120201 000000;o;h;l;c;v} or {@code 2012.02.01,00:00,o,h,l,c,v}. */
    private static @Nullable CsvHeader dateFirst(String row) {
        for (char separator : SEPARATORS) {
            List<String> fields = CsvHeader.split(row, separator);
            if (fields.size() == 6 && Stamp.parse(fields.getFirst()) != null) {
                return new CsvHeader(0, separator, 6, 0, NONE, List.of(1, 2, 3, 4), 5, NONE, NONE, NONE);
            }
            if (fields.size() == 7
                    && Stamp.parse(fields.getFirst().strip() + " "
                                    + fields.get(1).strip())
                            != null) {
                return new CsvHeader(0, separator, 7, 0, 1, List.of(2, 3, 4, 5), 6, NONE, NONE, NONE);
            }
        }
        return null;
    }
}
