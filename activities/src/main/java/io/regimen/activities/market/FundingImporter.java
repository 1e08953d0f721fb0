package io.regimen.activities.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.regimen.activities.market.FundingOptions.Unit;
import io.regimen.workflows.GridPlanner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of funding rates: text with a header (plain, gzip or zip), in any order of time. The layout of Binance
 * ({@code calc_time,funding_interval_hours,last_funding_rate}) is understood as it is; of other files it must be said what
 * they leave open. Nothing is guessed and no row is left out: one wrong rate is a wrong cost of every backtest.
 */
public final class FundingImporter {
    private static final int MAX_ROWS = 2_000_000;
    private static final int SHOWN = 5;
    /** The one column whose unit is defined: Binance's. */
    private static final String FRACTIONS = "last funding rate";

    private static final List<String> TIMES = List.of(
            "calc time", "calctime", "funding time", "fundingtime", "timestamp", "unix", "datetime", "time", "date");
    private static final List<String> RATES = List.of(FRACTIONS, "funding rate", "fundingrate", "rate");
    private static final List<String> INTERVALS = List.of("funding interval hours", "interval hours");

    private FundingImporter() {}

    /** Columns by place; -1 where there is none. */
    private record Columns(int line, char separator, int fields, int time, int rate, int interval, int instrument) {
        boolean fractions(List<String> names) {
            return names.get(rate).equals(FRACTIONS);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ImportException if it cannot be used; the message says what is wrong, where, and how to mend it
     */
    public static FundingImport read(Path file, FundingOptions options) {
        String name = String.valueOf(file.getFileName());
        try (SourceFile source = SourceFile.open(file, name, ImportLimits.DEFAULT)) {
            BufferedReader text = new BufferedReader(new BoundedText(
                    new InputStreamReader(source.bytes(), StandardCharsets.UTF_8),
                    name,
                    ImportLimits.DEFAULT.lineLength()));
            return read(text, name, options);
        } catch (UncheckedIOException e) {
            throw BarImporter.unreadable(name, e.getCause());
        } catch (IOException e) {
            throw BarImporter.unreadable(name, e);
        } catch (CsvParseException e) {
            throw BarImporter.unreadable(name, e);
        }
    }

    private static FundingImport read(BufferedReader text, String name, FundingOptions options) throws IOException {
        int line = 0;
        String head = "";
        while (head.isBlank()) {
            head = text.readLine();
            line++;
            if (head == null) {
                throw new ImportException(name + " holds no text; download or export it again");
            }
        }
        char separator = separator(head);
        List<String> names =
                CsvHeader.split(head, separator).stream().map(CsvHeader::normal).toList();
        Columns columns = new Columns(
                line,
                separator,
                names.size(),
                CsvHeader.column(names, TIMES),
                CsvHeader.column(names, RATES),
                CsvHeader.column(names, INTERVALS),
                CsvHeader.column(names, CsvHeader.SYMBOLS));
        if (columns.time() < 0 || columns.rate() < 0) {
            throw new ImportException(name + ", line " + line + " names no column of "
                    + (columns.time() < 0 ? "times" : "rates")
                    + "; begin the file with a header such as calc_time,funding_interval_hours,last_funding_rate");
        }
        for (int column : List.of(columns.time(), columns.rate())) {
            if (Collections.frequency(names, names.get(column)) > 1) {
                throw new ImportException(name + ", line " + line + " names two columns " + names.get(column)
                        + "; keep those of one market only");
            }
        }
        List<FundingRow> rows = rows(text, name, columns);
        String instrument = instrument(rows, name, options);
        List<FundingRow> chosen = instrument == null
                ? rows
                : rows.stream()
                        .filter(row -> row.instrument().equals(instrument))
                        .toList();
        return new FundingAssembly(name, options, unit(columns, names, chosen, name, options.unit()))
                .assemble(chosen, instrument);
    }

    private static char separator(String head) {
        char best = CsvHeader.SEPARATORS[0];
        for (char separator : CsvHeader.SEPARATORS) {
            if (CsvHeader.split(head, separator).size()
                    > CsvHeader.split(head, best).size()) {
                best = separator;
            }
        }
        return best;
    }

    private static List<FundingRow> rows(BufferedReader text, String name, Columns columns) throws IOException {
        List<FundingRow> out = new ArrayList<>();
        int number = columns.line();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (out.size() == MAX_ROWS) {
                throw new ImportException(name + " has more than " + MAX_ROWS + " rows; split it");
            }
            List<String> fields = CsvHeader.split(line, columns.separator());
            if (fields.size() != columns.fields()) {
                throw new ImportException(name + ", line " + number + " has " + fields.size()
                        + " fields and the header " + columns.fields() + "; correct or remove the line");
            }
            out.add(FundingRow.of(
                    name + ", line " + number,
                    fields.get(columns.time()),
                    fields.get(columns.rate()),
                    columns.interval() < 0 ? null : fields.get(columns.interval()),
                    columns.instrument() < 0
                            ? ""
                            : fields.get(columns.instrument()).strip()));
        }
        if (out.isEmpty()) {
            throw new ImportException(name + " has a header and no rows; download or export it again");
        }
        return out;
    }

    /** Which instrument's rows to take; null for all. */
    private static @Nullable String instrument(List<FundingRow> rows, String name, FundingOptions options) {
        TreeSet<String> all = rows.stream().map(FundingRow::instrument).collect(Collectors.toCollection(TreeSet::new));
        String wanted = options.instrument();
        if (wanted != null) {
            if (!all.contains(wanted)) {
                throw new ImportException(name + " has no rows of " + Fault.show(wanted) + ", but of " + some(all)
                        + "; choose one of them with --instrument");
            }
            return wanted;
        }
        if (all.size() == 1) {
            return all.first().isEmpty() ? null : all.first();
        }
        List<String> named = all.stream()
                .filter(each -> GridPlanner.symbol(each).equals(options.symbol()))
                .toList();
        if (named.size() != 1) {
            throw new ImportException(name + " holds rates of " + all.size() + " instruments (" + some(all)
                    + "); choose one with --instrument");
        }
        return named.getFirst();
    }

    private static String some(Set<String> names) {
        return names.stream().limit(SHOWN).map(Fault::show).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and others" : "");
    }

    private static Unit unit(
            Columns columns, List<String> names, List<FundingRow> rows, String name, @Nullable Unit given) {
        if (columns.fractions(names)) {
            if (given != null && given != Unit.FRACTION) {
                throw new ImportException(
                        name + " has the column last_funding_rate, which holds fractions: leave the unit " + given
                                + " out, or rename the column to funding_rate if it is right");
            }
            return Unit.FRACTION;
        }
        if (given == null) {
            throw new ImportException(
                    name + " does not say whether its rates are fractions or percent: half of them are "
                            + FundingAssembly.typical(rows).toPlainString()
                            + " or less in size, and exchanges usually charge 0.01 percent; give --unit percent, fraction or bps");
        }
        return given;
    }
}
