package io.regimen.activities.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a file with a header, found by name in any order and case.
 *
 * @param line line of the header, from 1; what stands before is preamble
 * @param fields number of columns
 * @param time column of the time, or of the date where date and clock are apart
 * @param clock column of the clock; -1 where {@code time} holds both
 * @param volume -1 where there is none
 * @param symbol -1 where there is none
 */
record CsvHeader(
        int line,
        char separator,
        int fields,
        int time,
        int clock,
        int open,
        int high,
        int low,
        int close,
        int volume,
        int symbol) {
    /** Preamble that is looked through. */
    static final int LINES = 20;

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final List<String> TIMES = List.of(
            "unix",
            "unix timestamp",
            "unix time",
            "timestamp",
            "open time",
            "opentime",
            "datetime",
            "date time",
            "gmt time",
            "time",
            "date",
            "");
    private static final List<String> VOLUMES = List.of("volume", "tick volume", "tickvol", "vol", "v");
    private static final List<String> SYMBOLS = List.of("symbol", "ticker", "pair", "instrument");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.0+)?)?");

    /**
     * Finds the header in the first lines of a file.
     *
     * @return null where no line names time, open, high, low and close
     * @throws ImportException if a line names one of the prices twice
     */
    static @Nullable CsvHeader find(String file, List<String> lines) {
        for (int i = 0; i < Math.min(LINES, lines.size()); i++) {
            for (char separator : SEPARATORS) {
                List<String> names = split(lines.get(i), separator).stream()
                        .map(CsvHeader::normal)
                        .toList();
                int open = column(names, "open", "o");
                int high = column(names, "high", "h");
                int low = column(names, "low", "l");
                int close = column(names, "close", "c");
                if (open >= 0 && high >= 0 && low >= 0 && close >= 0) {
                    List<String> row = lines.subList(i + 1, lines.size()).stream()
                            .filter(l -> !l.isBlank())
                            .findFirst()
                            .map(l -> split(l, separator))
                            .orElse(List.of());
                    int time = time(names, row);
                    if (time >= 0) {
                        for (int price : List.of(open, high, low, close)) {
                            if (Collections.frequency(names, names.get(price)) > 1) {
                                throw new ImportException(file + ", line " + (i + 1) + " names two columns "
                                        + names.get(price) + "; keep the columns of one market only");
                            }
                        }
                        return new CsvHeader(
                                i + 1,
                                separator,
                                names.size(),
                                time,
                                clock(names, row, time),
                                open,
                                high,
                                low,
                                close,
                                volume(names),
                                column(names, SYMBOLS.toArray(String[]::new)));
                    }
                }
            }
        }
        return null;
    }

    /** Whether some of the lines look like rows of prices, so that only the header is missing. */
    static boolean looksHeaderless(List<String> lines) {
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            for (char separator : SEPARATORS) {
                long numbers = split(line, separator).stream()
                        .filter(f -> !Double.isNaN(RawBar.number(f)))
                        .count();
                if (numbers >= 4) {
                    return true;
                }
            }
        }
        return false;
    }

    int price(int i) {
        return switch (i) {
            case 0 -> open;
            case 1 -> high;
            case 2 -> low;
            case 3 -> close;
            default -> throw new IndexOutOfBoundsException(i);
        };
    }

    String time(List<String> row) {
        return clock < 0
                ? row.get(time)
                : row.get(time).strip() + " " + row.get(clock).strip();
    }

    /** Fields of one line; none where the line is blank or its quotation marks do not fit together. */
    static List<String> split(String line, char separator) {
        if (line.isBlank()) {
            return List.of();
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofSingleCsvRecord(line)
                    .getFields();
        } catch (CsvParseException e) {
            // a preamble may hold any text; it is only not the header
            return List.of();
        }
    }

    /** A column whose first value is absolute (unix time, offset) wins; then the order of {@link #TIMES}. */
    private static int time(List<String> names, List<String> row) {
        List<Integer> found = new ArrayList<>();
        for (String name : TIMES) {
            int at = names.indexOf(name);
            if (at >= 0 && (!name.isEmpty() || at == 0)) {
                found.add(at);
            }
        }
        return found.stream()
                .filter(at -> at < row.size())
                .filter(at -> {
                    Stamp stamp = Stamp.parse(row.get(at));
                    return stamp != null && stamp.absolute();
                })
                .findFirst()
                .or(() -> names.contains("date") && names.contains("time")
                        ? Optional.of(names.indexOf("date"))
                        : Optional.empty())
                .or(() -> found.stream().findFirst())
                .orElse(-1);
    }

    /** MetaTrader writes date and clock in two columns. */
    private static int clock(List<String> names, List<String> row, int time) {
        int at = names.indexOf("time");
        boolean apart = names.get(time).equals("date")
                && at >= 0
                && at < row.size()
                && CLOCK.matcher(row.get(at).strip()).matches();
        return apart ? at : -1;
    }

    private static int volume(List<String> names) {
        int exact = column(names, VOLUMES.toArray(String[]::new));
        if (exact >= 0) {
            return exact;
        }
        // "Volume BTC,Volume USDT": the base coin comes first
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith("volume ")) {
                return i;
            }
        }
        return -1;
    }

    private static int column(List<String> names, String... aliases) {
        for (String alias : aliases) {
            int at = names.indexOf(alias);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static String normal(String name) {
        return name.replaceAll("[<>\"\uFEFF]", "")
                .replaceAll("[_\\-\\s]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
