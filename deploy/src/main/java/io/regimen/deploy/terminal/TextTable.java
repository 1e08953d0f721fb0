package io.regimen.deploy.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns two spaces apart under their headings; numbers stand to the right. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();

    private TextTable() {}

    /** One line per JSON object, with these of its fields. */
    public static TextTable of(List<String> columns, Iterable<JsonNode> rows) {
        TextTable table = new TextTable();
        table.lines.add(columns.stream()
                .map(name -> name.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toList());
        columns.forEach(column -> table.numeric.add(true));
        for (JsonNode row : rows) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                JsonNode value = row.path(columns.get(i));
                line.add(cell(value));
                table.numeric.set(i, table.numeric.get(i) && (value.isNumber() || value.isMissingNode()));
            }
            table.lines.add(line);
        }
        return table;
    }

    /** One line per field of a JSON object that is not itself a document. */
    public static String fields(JsonNode object) {
        int width = object.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .mapToInt(field -> field.getKey().length())
                .max()
                .orElse(0);
        return object.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .map(field -> field.getKey().replace('_', ' ')
                        + " ".repeat(width - field.getKey().length() + 2)
                        + cell(field.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** A value as a person reads it: four digits of a fraction, seconds of a time, a dash for nothing. */
    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isFloatingPointNumber()) {
            return String.format(Locale.ROOT, "%.4f", value.doubleValue());
        }
        return value.isValueNode()
                ? value.asText().replaceFirst("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z$", "$1Z")
                : value.toString();
    }

    @Override
    public String toString() {
        List<Integer> widths = IntStream.range(0, numeric.size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(i -> padded(line.get(i), widths.get(i), numeric.get(i)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }
}
