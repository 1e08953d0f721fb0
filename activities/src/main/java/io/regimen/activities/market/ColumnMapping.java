package io.regimen.activities.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file holds what, declared by the user for a file whose columns do not tell.
 *
 * @param columns role to column; see {@link #parse}
 * @param separator null takes the one that fits
 * @param header whether a line names the columns; null means yes where a column is given by name, else no
 * @param timeFormat pattern of the time, such as {@code dd/MM/yyyy HH:mm}; null understands the usual ones
 * @param timeUnit unit of unix time: s, ms, us or ns; null tells it by its size
 */
public record ColumnMapping(
        NavigableMap<String, Column> columns,
        @Nullable Character separator,
        @Nullable Boolean header,
        @Nullable String timeFormat,
        @Nullable String timeUnit) {
    private static final List<String> OHLC = List.of("open", "high", "low", "close");
    private static final List<String> QUOTES = Stream.of("bid_", "ask_")
            .flatMap(side -> OHLC.stream().map(price -> side + price))
            .toList();
    private static final List<String> AMOUNTS = List.of("volume", "quote_volume", "trades");
    private static final List<String> ROLES = Stream.of(List.of("time", "clock"), OHLC, QUOTES, AMOUNTS)
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Character> SEPARATORS =
            new TreeMap<>(Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "space", ' '));
    private static final Map<String, Long> UNITS =
            new TreeMap<>(Map.of("s", 1L, "ms", 1_000L, "us", 1_000_000L, "ns", 1_000_000_000L));
    private static final Pattern PAIR =
            Pattern.compile("\\G\\s*([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\"=]*))\\s*(,|$)");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
    private static final String EXAMPLE = "time=0,open=1,high=2,low=3,close=4,volume=5,separator=semicolon";

    /**
     * A column.
     *
     * @param name its name in the header; null where it is given by its place
     * @param index its place, from 0; -1 where it is given by its name
     */
    public record Column(@Nullable String name, int index) {
        @Override
        public String toString() {
            return name == null ? "column " + index : "column " + Fault.show(name);
        }
    }

    public ColumnMapping {
        columns = Collections.unmodifiableNavigableMap(new TreeMap<>(columns));
        for (String role : columns.keySet()) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException(
                        "columns: there is no " + Fault.show(role) + "; use " + String.join(", ", ROLES));
            }
        }
        if (!columns.containsKey("time")) {
            throw new IllegalArgumentException("columns: time is missing; declare it, as in " + EXAMPLE);
        }
        boolean traded = OHLC.stream().anyMatch(columns::containsKey);
        boolean quoted = QUOTES.stream().anyMatch(columns::containsKey);
        if (traded && quoted) {
            throw new IllegalArgumentException(
                    "columns: both open and bid_open are declared; keep either the prices or the quotes");
        }
        for (String price : quoted ? QUOTES : OHLC) {
            if (!columns.containsKey(price)) {
                throw new IllegalArgumentException("columns: " + price + " is missing; declare it, as in " + EXAMPLE);
            }
        }
        if (timeFormat != null && timeUnit != null) {
            throw new IllegalArgumentException("columns: time_format and time_unit exclude each other; keep one");
        }
        if (timeFormat != null) {
            StampPattern.of(timeFormat);
        }
        if (timeUnit != null && !UNITS.containsKey(timeUnit)) {
            throw new IllegalArgumentException(
                    "columns: time_unit " + Fault.show(timeUnit) + " is unknown; use " + UNITS.keySet());
        }
        if (Boolean.FALSE.equals(header) && columns.values().stream().anyMatch(c -> c.name() != null)) {
            throw new IllegalArgumentException(
                    "columns: a column is given by name where there is no header; give its place, from 0, as in "
                            + EXAMPLE);
        }
    }

    /**
     * Parses pairs such as {@code time=0,open=1,high=2,low=3,close=4,volume=5,separator=semicolon,header=no}. Roles are time,
     * clock (time of day, where it stands apart), open, high, low, close, or bid_open to ask_close, volume, quote_volume and
     * trades; a column is given by its place, from 0, or its name; a name of digits, with a comma or an equals sign
     * stands in double quotes.
     * Beside them: separator (comma, semicolon, tab, pipe, space), header (yes, no), time_format (a pattern) and time_unit
     * (s, ms, us, ns).
     *
     * @throws IllegalArgumentException if it is not that; the message says what and how to mend it
     */
    public static ColumnMapping parse(String text) {
        NavigableMap<String, Column> columns = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>();
        Matcher pair = PAIR.matcher(text);
        List<String> seen = new ArrayList<>();
        int end = 0;
        while (end < text.length() && pair.find()) {
            String key = pair.group(1).toLowerCase(Locale.ROOT);
            String quoted = pair.group(2);
            String value = quoted != null ? quoted : pair.group(3).strip();
            if (seen.contains(key)) {
                throw new IllegalArgumentException("columns: " + key + " is declared twice; keep one");
            }
            if (value.isEmpty()) {
                throw new IllegalArgumentException("columns: " + key + " has no value; write it as in " + EXAMPLE);
            }
            seen.add(key);
            switch (key) {
                case "separator", "header", "time_format", "time_unit" -> settings.put(key, value);
                case String role ->
                    columns.put(
                            role,
                            quoted == null && INDEX.matcher(value).matches()
                                    ? new Column(null, Integer.parseInt(value))
                                    : new Column(value, -1));
            }
            end = pair.end();
        }
        if (end < text.length() || text.isBlank() || text.stripTrailing().endsWith(",")) {
            throw new IllegalArgumentException("columns: cannot read " + Fault.show(text.substring(end))
                    + "; write pairs of role and column, as in " + EXAMPLE);
        }
        return new ColumnMapping(
                columns,
                separator(settings.get("separator")),
                header(settings.get("header")),
                settings.get("time_format"),
                settings.get("time_unit"));
    }

    private static @Nullable Character separator(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Character named = SEPARATORS.get(text.toLowerCase(Locale.ROOT));
        if (named == null) {
            throw new IllegalArgumentException(
                    "columns: separator " + Fault.show(text) + " is unknown; use one of " + SEPARATORS.keySet());
        }
        return named;
    }

    private static @Nullable Boolean header(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "yes" -> true;
            case "no" -> false;
            case String other ->
                throw new IllegalArgumentException("columns: header is " + Fault.show(other) + "; use yes or no");
        };
    }

    boolean hasHeader() {
        return header != null ? header : columns.values().stream().anyMatch(c -> c.name() != null);
    }

    /** The roles of the prices, in the order of a dataset's columns. */
    List<String> priceRoles() {
        return columns.containsKey("open") ? OHLC : QUOTES;
    }

    /** Reads times as they are declared. */
    StampReader stamps() {
        if (timeFormat != null) {
            return StampPattern.of(timeFormat);
        }
        Long perSecond = timeUnit == null ? null : UNITS.get(timeUnit);
        return perSecond == null ? Stamp::parse : text -> unix(text.strip(), perSecond);
    }

    private static @Nullable Stamp unix(String text, long perSecond) {
        double value = RawBar.number(text);
        boolean digits = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && !text.isEmpty()) {
            return Stamp.unix(Long.parseLong(text), perSecond);
        }
        return value == Math.rint(value) ? Stamp.unix((long) value, perSecond) : null;
    }
}
