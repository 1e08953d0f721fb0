package io.regimen.activities.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a file with a header, found by name in any order and case.
 *
 * @param line line of the header, from 1; what stands before is preamble; 0 where there is no header
 * @param fields number of columns
 * @param time column of the time, or of the date where date and clock are apart
 * @param clock column of the clock; -1 where {@code time} holds both
 * @param prices columns of OHLC, or of OHLC of bid and then of ask
 * @param volume -1 where there is none
 * @param quoteVolume -1 where there is none
 * @param trades -1 where there is none
 * @param symbol -1 where there is none
 */
record CsvHeader(
        int line,
        char separator,
        int fields,
        int time,
        int clock,
        List<Integer> prices,
        int volume,
        int quoteVolume,
        int trades,
        int symbol) {
    /** Preamble that is looked through. */
    static final int LINES = 20;

    static final char[] SEPARATORS = {',', ';', '\t', '|'};
    static final List<String> TIMES = List.of(
            "unix",
            "unix timestamp",
            "unix time",
            "timestamp",
            "open time",
            "opentime",
            "datetime",
            "date time",
            "gmt time",
            "time (utc)",
            "time (gmt)",
            "local time",
            "time (eet)",
            "time",
            "date",
            "");
    static final List<String> VOLUMES = List.of("volume", "tick volume", "tickvol", "vol", "v");
    static final List<String> QUOTE_VOLUMES = List.of("quote volume", "quote asset volume", "quotevolume", "turnover");
    static final List<String> TRADES =
            List.of("trades", "tradecount", "trade count", "number of trades", "num trades", "count");
    private static final List<String> PRICES = List.of("open", "high", "low", "close");
    static final List<String> SYMBOLS = List.of("symbol", "ticker", "pair", "instrument");
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
                List<Integer> prices = prices(names);
                if (prices.isEmpty()) {
                    continue;
                }
                List<String> row = lines.subList(i + 1, lines.size()).stream()
                        .filter(l -> !l.isBlank())
                        .findFirst()
                        .map(l -> split(l, separator))
                        .orElse(List.of());
                int time = time(names, row);
                if (time >= 0) {
                    for (int price : prices) {
                        if (Collections.frequency(names, names.get(price)) > 1) {
                            throw new ImportException(file + ", line " + (i + 1) + " names two columns "
                                    + names.get(price) + "; keep the columns of one market only");
                        }
                    }
                    return of(i + 1, separator, names, row, time, prices);
                }
            }
        }
        return null;
    }

    private static CsvHeader of(
            int line, char separator, List<String> names, List<String> row, int time, List<Integer> prices) {
        int symbol = column(names, SYMBOLS);
        int volume = column(names, VOLUMES);
        int quoteVolume = column(names, QUOTE_VOLUMES);
        if (volume < 0) {
            // "Volume BTC,Volume USDT": the base coin comes first, unless the symbol says otherwise
            List<Integer> named = IntStream.range(0, names.size())
                    .filter(i -> names.get(i).startsWith("volume "))
                    .boxed()
                    .toList();
            if (named.size() >= 2 && quoteVolume < 0) {
                String market =
                        symbol >= 0 && symbol < row.size() ? row.get(symbol).toLowerCase(Locale.ROOT) : "";
                boolean swapped = !market.isEmpty()
                        && market.endsWith(names.get(named.getFirst()).substring("volume ".length()));
                volume = named.get(swapped ? 1 : 0);
                quoteVolume = named.get(swapped ? 0 : 1);
            } else if (!named.isEmpty()) {
                volume = named.getFirst();
            }
        }
        return new CsvHeader(
                line,
                separator,
                names.size(),
                time,
                clock(names, row, time),
                prices,
                volume,
                quoteVolume,
                column(names, TRADES),
                symbol);
    }

    /** Columns of OHLC, or of bid and ask OHLC; none where one is missing. */
    static List<Integer> prices(List<String> names) {
        List<Integer> traded = PRICES.stream()
                .map(price -> column(names, List.of(price, price.substring(0, 1))))
                .toList();
        if (!traded.contains(-1)) {
            return traded;
        }
        List<Integer> quoted = Stream.of("bid", "ask")
                .flatMap(side -> PRICES.stream().map(price -> column(names, List.of(side + " " + price, side + price))))
                .toList();
        return quoted.contains(-1) ? List.of() : quoted;
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

    boolean quoted() {
        return prices.size() == 8;
    }

    RowShape shape() {
        return new RowShape(quoted(), quoteVolume >= 0, trades >= 0);
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

    static int column(List<String> names, List<String> aliases) {
        for (String alias : aliases) {
            int at = names.indexOf(alias);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** A name as it is compared: lower case, without brackets, quotation marks and underscores. */
    static String normal(String name) {
        return name.replaceAll("[<>\"\uFEFF]", "")
                .replaceAll("[_\\-\\s]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
