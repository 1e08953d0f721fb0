package io.regimen.activities.market;

import java.util.List;

/** Finds the columns of a text file of bars: by the user's declaration, its header, or its vendor's layout. */
final class ColumnSearch {
    private ColumnSearch() {}

    /**
     * Finds them.
     *
     * @param head the first lines, of which one at least is not blank
     * @throws ImportException if they cannot be found
     */
    static CsvHeader find(String name, List<String> head, ImportOptions options) {
        if (options.columns() != null) {
            return new MappedColumns(name, head, options.columns()).find();
        }
        CsvHeader header = CsvHeader.find(name, head);
        if (header != null) {
            requireZone(name, head, header, options);
            return header;
        }
        Vendor vendor = options.vendor();
        String firstRow = head.stream().filter(l -> !l.isBlank()).findFirst().orElseThrow();
        CsvHeader fixed = FixedColumns.of(vendor, firstRow);
        if (fixed != null) {
            return fixed;
        }
        if (vendor == Vendor.BINANCE || vendor == Vendor.HISTDATA || vendor == Vendor.METATRADER) {
            throw new ImportException(name + ": line 1 is " + Fault.show(firstRow) + ", neither a header nor "
                    + FixedColumns.layout(vendor) + " as " + vendor
                    + " writes them; give a file of bars or choose another"
                    + " vendor (" + Vendor.all() + ")");
        }
        if (CsvHeader.looksHeaderless(head)) {
            throw new ImportException(name
                    + " has no line that names its columns; put one first, such as time,open,high,low,close,volume,"
                    + " or declare the columns (or choose another vendor than " + vendor + ": " + Vendor.all()
                    + ")");
        }
        throw new ImportException(name + ": none of the first " + CsvHeader.LINES
                + " lines names time, open, high, low and close, separated by comma, semicolon or tab, but line 1 is "
                + Fault.show(head.getFirst()) + "; add such a line or give a file of bars");
    }

    /** Dukascopy writes times in the zone of whoever exports them; unless they carry an offset, it must be told. */
    private static void requireZone(String name, List<String> head, CsvHeader header, ImportOptions options) {
        if (options.vendor() != Vendor.DUKASCOPY || options.zone() != null) {
            return;
        }
        String column = CsvHeader.normal(
                CsvHeader.split(head.get(header.line() - 1), header.separator()).get(header.time()));
        if (column.contains("gmt") || column.contains("utc")) {
            return;
        }
        List<String> row = head.subList(header.line(), head.size()).stream()
                .filter(l -> !l.isBlank())
                .findFirst()
                .map(l -> CsvHeader.split(l, header.separator()))
                .orElse(List.of());
        Stamp stamp = header.time() < row.size() ? Stamp.parse(row.get(header.time())) : null;
        if (stamp != null && !stamp.absolute()) {
            throw new ImportException(
                    name + ", line " + (header.line() + 1) + ": time " + Fault.show(row.get(header.time())) + " under "
                            + Fault.show(column) + " has no offset; give its zone, such as Europe/Zurich");
        }
    }
}
