package io.regimen.deploy.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text under their headings, two spaces apart; headings that are all empty are left out. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(List<String> headings) {
        if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
            lines.add(headings.stream()
                    .map(heading -> heading.replace('_', ' ').toUpperCase(Locale.ROOT))
                    .toList());
        }
    }

    void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    /** A JSON value as a person reads it: absent is a dash. */
    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    @Override
    public String toString() {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> widths = IntStream.range(0, columns)
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i ->
                        cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
