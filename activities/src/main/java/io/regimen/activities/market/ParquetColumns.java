package io.regimen.activities.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns of a Parquet file hold what.
 *
 * @param prices columns of OHLC, or of OHLC of bid and then of ask
 * @param volume -1 where there is none, as for the columns after it
 */
record ParquetColumns(
        ParquetColumn time,
        ParquetTime timeKind,
        List<ParquetColumn> prices,
        ParquetColumn volume,
        ParquetColumn quoteVolume,
        ParquetColumn trades,
        ParquetColumn symbol) {
    private static final Set<String> NUMBERS = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "FLOAT",
            "DOUBLE");
    /** Datasets of our own name their time so. */
    private static final String OWN_TIME = "start second";

    /**
     * A column of the file.
     *
     * @param name empty where there is none
     * @param type its SQL type
     */
    record ParquetColumn(String name, String type) {
        static final ParquetColumn NONE = new ParquetColumn("", "");

        boolean present() {
            return !name.isEmpty();
        }

        /** Its name as an SQL identifier. */
        String sql() {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        boolean number() {
            return NUMBERS.contains(type) || type.startsWith("DECIMAL");
        }
    }

    /** How the time is stored. */
    enum ParquetTime {
        /** Microseconds on the wall clock. */
        LOCAL,
        /** Microseconds of UTC. */
        ABSOLUTE,
        /** A whole number, in a unit its size or the user tells. */
        UNIX,
        TEXT;

        static ParquetTime of(String file, ParquetColumn column) {
            return switch (column.type()) {
                case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE" -> LOCAL;
                case "TIMESTAMP WITH TIME ZONE" -> ABSOLUTE;
                case "VARCHAR" -> TEXT;
                case String type when column.number() && !type.startsWith("DECIMAL") -> UNIX;
                case String type ->
                    throw new ImportException(file + ": column " + Fault.show(column.name()) + " holds "
                            + Fault.show(type) + ", not times; store it as a timestamp, or declare another column");
            };
        }

        /** The SQL expression that reads it: a BIGINT, or a VARCHAR for text. */
        String sql(ParquetColumn column) {
            return switch (this) {
                case LOCAL ->
                    column.type().equals("TIMESTAMP_NS")
                            // what is not a whole microsecond is no start of a bar either
                            ? "CASE WHEN epoch_ns(" + column.sql() + ") % 1000 = 0 THEN epoch_ns(" + column.sql()
                                    + ") // 1000 END"
                            : "epoch_us(" + column.sql() + "::TIMESTAMP)";
                case ABSOLUTE -> "epoch_us(" + column.sql() + ")";
                case UNIX ->
                    "CASE WHEN " + column.sql() + " = floor(" + column.sql() + ") THEN TRY_CAST(" + column.sql()
                            + " AS BIGINT) END";
                case TEXT -> "substring(" + column.sql() + ", 1, 64)";
            };
        }
    }

    /** @throws ImportException if there is no time or no price, or one is not of a type that can be read */
    static ParquetColumns find(String file, List<ParquetColumn> columns, ImportOptions options) {
        ParquetColumns found =
                options.columns() == null ? byName(file, columns) : declared(file, columns, options.columns());
        List<ParquetColumn> numbers = new ArrayList<>(found.prices);
        numbers.addAll(List.of(found.volume, found.quoteVolume, found.trades));
        for (ParquetColumn column : numbers) {
            if (column.present() && !column.number()) {
                throw new ImportException(file + ": column " + Fault.show(column.name()) + " holds "
                        + Fault.show(column.type()) + ", not numbers; store it as DOUBLE, or declare another column");
            }
        }
        return found;
    }

    private static ParquetColumns byName(String file, List<ParquetColumn> columns) {
        List<String> names =
                columns.stream().map(c -> CsvHeader.normal(c.name())).toList();
        List<Integer> prices = CsvHeader.prices(names);
        List<ParquetColumn> times = CsvHeader.TIMES.stream()
                .map(names::indexOf)
                .filter(at -> at >= 0)
                .map(columns::get)
                .toList();
        if (times.isEmpty() && names.contains(OWN_TIME)) {
            times = List.of(columns.get(names.indexOf(OWN_TIME)));
        }
        if (prices.isEmpty() || times.isEmpty()) {
            throw new ImportException(file + " has no columns named time, open, high, low and close, but "
                    + Fault.show(String.join(",", names)) + "; rename them, or declare which is which");
        }
        ParquetColumn time = times.stream()
                .filter(c -> c.type().startsWith("TIMESTAMP"))
                .findFirst()
                .orElse(times.getFirst());
        return new ParquetColumns(
                time,
                ParquetTime.of(file, time),
                prices.stream().map(columns::get).toList(),
                at(columns, CsvHeader.column(names, CsvHeader.VOLUMES)),
                at(columns, CsvHeader.column(names, CsvHeader.QUOTE_VOLUMES)),
                at(columns, CsvHeader.column(names, CsvHeader.TRADES)),
                at(columns, CsvHeader.column(names, CsvHeader.SYMBOLS)));
    }

    private static ParquetColumns declared(String file, List<ParquetColumn> columns, ColumnMapping mapping) {
        if (mapping.separator() != null
                || mapping.header() != null
                || mapping.columns().containsKey("clock")) {
            throw new ImportException(
                    file + ": separator, header and clock are declared, which a Parquet file has not; leave them out");
        }
        ParquetColumn time = declared(file, columns, mapping, "time");
        return new ParquetColumns(
                time,
                ParquetTime.of(file, time),
                mapping.priceRoles().stream()
                        .map(role -> declared(file, columns, mapping, role))
                        .toList(),
                declared(file, columns, mapping, "volume"),
                declared(file, columns, mapping, "quote_volume"),
                declared(file, columns, mapping, "trades"),
                ParquetColumn.NONE);
    }

    private static ParquetColumn declared(
            String file, List<ParquetColumn> columns, ColumnMapping mapping, String role) {
        ColumnMapping.Column wanted = mapping.columns().get(role);
        if (wanted == null) {
            return ParquetColumn.NONE;
        }
        String name = wanted.name();
        if (name == null && wanted.index() < columns.size()) {
            return columns.get(wanted.index());
        }
        return columns.stream()
                .filter(c -> name != null && c.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ImportException(file + " has no " + wanted + " (declared for " + role + ") but "
                        + Fault.show(String.join(
                                ",", columns.stream().map(ParquetColumn::name).toList()))
                        + "; mend the columns declared"));
    }

    private static ParquetColumn at(List<ParquetColumn> columns, int place) {
        return place < 0 ? ParquetColumn.NONE : columns.get(place);
    }

    RowShape shape() {
        return new RowShape(prices.size() == 8, quoteVolume.present(), trades.present());
    }

    /** The time, then eleven amounts and prices at most, each DOUBLE: prices, volume, quote volume, trades. */
    String select() {
        StringBuilder sql = new StringBuilder("SELECT ").append(timeKind.sql(time));
        for (ParquetColumn price : prices) {
            sql.append(", ").append(asDouble(price));
        }
        for (ParquetColumn amount : List.of(volume, quoteVolume, trades)) {
            sql.append(", ").append(asDouble(amount));
        }
        return sql.toString();
    }

    private static String asDouble(ParquetColumn column) {
        return column.present() ? "TRY_CAST(" + column.sql() + " AS DOUBLE)" : "0::DOUBLE";
    }
}
