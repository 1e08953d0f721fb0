package io.regimen.activities.market;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** Reads rows of one layout, and turns those that can be used into a dataset. */
final class RowReader {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final String symbol;
    private final ImportOptions options;
    private final ImportLimits limits;
    private final Layout layout;
    private final char separator;
    private final int linesBefore;
    private final int symbolColumn;
    private final RowLog log = new RowLog();

    /**
     * @param linesBefore lines of the file that stand before what will be read
     * @param symbolColumn column that must hold the same text in every row; -1 for none
     */
    RowReader(
            String name,
            String symbol,
            ImportOptions options,
            ImportLimits limits,
            Layout layout,
            char separator,
            int linesBefore,
            int symbolColumn) {
        this.name = name;
        this.symbol = symbol;
        this.options = options;
        this.limits = limits;
        this.layout = layout;
        this.separator = separator;
        this.linesBefore = linesBefore;
        this.symbolColumn = symbolColumn;
    }

    ImportResult read(Reader text) throws IOException {
        BarColumns columns = new BarColumns(layout.shape());
        long rows = 0;
        // blank lines are rows of one empty field here, so that a row over several lines shows as a jump
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(BUFFER)
                .ofCsvRecord(text)) {
            RawBar bar = new RawBar(layout.shape().quoted());
            String symbolText = "";
            long expected = 1;
            for (CsvRecord record : records) {
                if (record.getStartingLineNumber() != expected) {
                    throw new ImportException(name + ", line " + (linesBefore + expected - 1)
                            + ": a quoted field goes on over the end of the line; remove the quotation mark");
                }
                expected++;
                List<String> fields = record.getFields();
                if (fields.size() == 1 && fields.getFirst().isBlank()) {
                    continue;
                }
                long line = linesBefore + record.getStartingLineNumber();
                if (++rows > limits.rows()) {
                    throw new ImportException(
                            name + " has more than " + limits.rows() + " rows; split it into shorter periods");
                }
                Fault fault = layout.read(fields, bar);
                if (fault != null) {
                    log.add(line, fault);
                    continue;
                }
                if (symbolColumn >= 0) {
                    symbolText = sameSymbol(symbolText, fields.get(symbolColumn), line);
                }
                columns.add(bar, line);
            }
        }
        return new BarAssembly(name, options, columns, log, "line").assemble(symbol, rows, 2);
    }

    private String sameSymbol(String before, String now, long line) {
        if (!before.isEmpty() && !before.equals(now)) {
            throw new ImportException(name + ", line " + line + ": symbol " + Fault.show(now) + " after "
                    + Fault.show(before) + "; give one file per symbol");
        }
        return now;
    }
}
