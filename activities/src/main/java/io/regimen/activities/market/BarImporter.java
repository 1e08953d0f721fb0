package io.regimen.activities.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.regimen.workflows.GridPlanner;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vendor's file of bars, text (plain, gzip or zip) or Parquet, row by row. Rows that cannot be used are left out and reported; a file
 * of which fewer than two rows can be used is refused. Nothing is written.
 */
public final class BarImporter {
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{8})(?!\\d)");

    private BarImporter() {}

    /**
     * Reads a file.
     *
     * @throws ImportException if it cannot be used; the message says what is wrong, where, and how to mend it
     */
    public static ImportResult read(Path file, ImportOptions options) {
        return read(file, String.valueOf(file.getFileName()), options);
    }

    /**
     * Reads a file that was uploaded under another name.
     *
     * @param name the name to take the symbol from and to use in messages
     */
    public static ImportResult read(Path file, String name, ImportOptions options) {
        return read(file, name, options, ImportLimits.DEFAULT);
    }

    static ImportResult read(Path file, String name, ImportOptions options, ImportLimits limits) {
        if (options.vendor() == Vendor.PARQUET) {
            return ParquetImport.read(file, name, options, limits);
        }
        try (SourceFile source = SourceFile.open(file, name, limits)) {
            return read(source, name, options, limits);
        } catch (UncheckedIOException e) {
            throw unreadable(name, e.getCause());
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (CsvParseException e) {
            throw unreadable(name, e);
        }
    }

    /** The parser wraps what its input throws. */
    static ImportException unreadable(String name, CsvParseException e) {
        return switch (e.getCause()) {
            case ImportException refused -> refused;
            case UncheckedIOException io -> unreadable(name, io.getCause());
            case IOException io -> unreadable(name, io);
            case null, default ->
                new ImportException(
                        name + " has quotation marks that do not fit together (" + e.getMessage()
                                + "); remove the quotation marks from it",
                        e);
        };
    }

    static ImportException unreadable(String name, @Nullable IOException cause) {
        String mend = "; download it again";
        return switch (cause) {
            case EOFException e -> new ImportException(name + " ends early (truncated archive)" + mend, e);
            case ZipException e ->
                new ImportException(name + " is a damaged archive (" + e.getMessage() + ")" + mend, e);
            case null, default ->
                new ImportException(
                        name + " cannot be read (" + (cause == null ? "no reason given" : cause.getMessage())
                                + "); check that it exists and may be read",
                        cause == null ? new IOException() : cause);
        };
    }

    private static ImportResult read(SourceFile source, String name, ImportOptions options, ImportLimits limits)
            throws IOException {
        BufferedReader text = new BufferedReader(
                new BoundedText(
                        new InputStreamReader(source.bytes(), StandardCharsets.UTF_8), name, limits.lineLength()),
                1 << 16);
        List<String> head = head(text, limits);
        if (head.stream().allMatch(String::isBlank)) {
            throw new ImportException(name + " holds no text; download or export it again");
        }
        VendorClock clock = new VendorClock(options.zoneOrVendors());
        return switch (options.vendor()) {
            case LEAN_OANDA, LEAN_FXCM -> {
                String symbol = symbol(name, source.entry(), null, options);
                LocalDate date = date(name, source.entry());
                if (date == null && head.getFirst().matches("\\d{1,8},.*")) {
                    throw new ImportException(
                            name + ", line 1: a stamp in milliseconds since midnight needs the date in the file's name;"
                                    + " name it like 20140501_quote.zip");
                }
                yield new RowReader(name, symbol, options, limits, new LeanLayout(clock, date), ',', 0, -1).read(text);
            }
            case EJTRADER, BINANCE, DUKASCOPY, HISTDATA, METATRADER, CSV -> {
                CsvHeader columns = ColumnSearch.find(name, head, options);
                String symbol = symbol(name, source.entry(), symbolColumn(columns, head), options);
                for (int i = 0; i < columns.line(); i++) {
                    text.readLine();
                }
                StampReader stamps = options.columns() == null
                        ? Stamp::parse
                        : options.columns().stamps();
                CsvLayout layout = new CsvLayout(
                        columns, stamps, clock, points(options, symbol), options.vendor() == Vendor.EJTRADER);
                yield new RowReader(
                                name,
                                symbol,
                                options,
                                limits,
                                layout,
                                columns.separator(),
                                columns.line(),
                                columns.symbol())
                        .read(text);
            }
            case PARQUET -> throw new IllegalArgumentException("a Parquet file is no text");
        };
    }

    static double points(ImportOptions options, String symbol) {
        Double given = options.pointsPerUnit();
        if (given != null) {
            return given;
        }
        return options.vendor() == Vendor.EJTRADER ? (symbol.endsWith("JPY") ? 1e3 : 1e5) : 1;
    }

    /** The first lines, left unread, without the byte order mark, which is consumed. */
    private static List<String> head(BufferedReader text, ImportLimits limits) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        int lines = CsvHeader.LINES + 1;
        text.mark(lines * (limits.lineLength() + 2) + 1);
        List<String> head = new ArrayList<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            head.add(line);
            if (head.size() == lines) {
                break;
            }
        }
        text.reset();
        return head;
    }

    private static @Nullable String symbolColumn(CsvHeader header, List<String> head) {
        if (header.symbol() < 0 || header.line() >= head.size()) {
            return null;
        }
        List<String> row = CsvHeader.split(head.get(header.line()), header.separator());
        return header.symbol() < row.size() ? row.get(header.symbol()) : null;
    }

    static String symbol(String name, String entry, @Nullable String column, ImportOptions options) {
        if (options.symbol() != null) {
            return options.symbol();
        }
        if (column != null) {
            String normal = GridPlanner.symbol(column.strip());
            if (ImportOptions.SYMBOL.matcher(normal).matches()) {
                return normal;
            }
        }
        return SymbolName.of(name)
                .or(() -> SymbolName.of(entry))
                .orElseThrow(() -> new ImportException(
                        "no symbol can be read from the name of " + name + "; give the symbol, such as EURUSD"));
    }

    private static @Nullable LocalDate date(String name, String entry) {
        return Stream.of(name, entry)
                .flatMap(text -> DATE.matcher(text).results())
                .map(digits -> Stamp.parse(digits.group(1)))
                .filter(Objects::nonNull)
                .findFirst()
                .map(midnight -> LocalDate.ofEpochDay(midnight.second() / 86_400))
                .orElse(null);
    }
}
