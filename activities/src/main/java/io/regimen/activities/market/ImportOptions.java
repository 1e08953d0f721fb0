package io.regimen.activities.market;

import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Timeframe;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file of bars.
 *
 * @param symbol name of the market; null takes it from the file (its symbol column, else its name)
 * @param timeframe length of a bar; null takes the most frequent step between bars
 * @param zone zone of stamps without offset; null takes the vendor's
 * @param pointsPerUnit what prices are divided by; null means 1, for ejtrader 1e5 (1e3 where the symbol ends in JPY)
 * @param columns which column holds what, for the vendors csv and parquet; null finds the columns by their names
 */
public record ImportOptions(
        Vendor vendor,
        @Nullable String symbol,
        @Nullable Timeframe timeframe,
        @Nullable ZoneId zone,
        @Nullable Double pointsPerUnit,
        @Nullable ColumnMapping columns) {
    static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{2,24}");

    public ImportOptions {
        if (symbol != null) {
            String given = symbol;
            symbol = GridPlanner.symbol(given.strip());
            if (!SYMBOL.matcher(symbol).matches()) {
                throw new IllegalArgumentException(
                        "symbol " + Fault.show(given) + " is not 2 to 24 letters, digits or dots, such as EURUSD");
            }
        }
        if (pointsPerUnit != null && !(pointsPerUnit > 0 && pointsPerUnit <= 1e12)) {
            throw new IllegalArgumentException(
                    "points per unit must be above 0 and at most 1e12, not " + pointsPerUnit + "; 1e5 for most pairs");
        }
        if (pointsPerUnit != null && !vendor.points()) {
            throw new IllegalArgumentException(
                    "points per unit apply to the vendors ejtrader, metatrader, csv and parquet, not to " + vendor
                            + "; leave them out");
        }
        if (columns != null && !vendor.mapped()) {
            throw new IllegalArgumentException(
                    "columns can be declared for the vendors csv and parquet, not for " + vendor + "; leave them out");
        }
    }

    /** Without declared columns. */
    public ImportOptions(
            Vendor vendor,
            @Nullable String symbol,
            @Nullable Timeframe timeframe,
            @Nullable ZoneId zone,
            @Nullable Double pointsPerUnit) {
        this(vendor, symbol, timeframe, zone, pointsPerUnit, null);
    }

    /** Everything but the vendor is taken from the file. */
    public static ImportOptions of(Vendor vendor) {
        return new ImportOptions(vendor, null, null, null, null);
    }

    /** The same with declared columns; null finds them by their names. */
    public ImportOptions withColumns(@Nullable ColumnMapping mapping) {
        return new ImportOptions(vendor, symbol, timeframe, zone, pointsPerUnit, mapping);
    }

    ZoneId zoneOrVendors() {
        return zone == null ? vendor.zone() : zone;
    }
}
