package io.regimen.deploy.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A JSON document as text: first its plain fields, then each part under its name; lists of objects become tables. */
public final class TextDocument {
    private static final int ROWS = 10;

    private final List<String> parts = new ArrayList<>();

    private TextDocument() {}

    /** The text of an object; lists are cut to their first ten entries, and say so. */
    public static String of(JsonNode object) {
        TextDocument document = new TextDocument();
        document.add("", object);
        return String.join(System.lineSeparator(), document.parts);
    }

    private void add(String path, JsonNode object) {
        String fields = TextTable.fields(object);
        if (!fields.isEmpty()) {
            heading(path);
            parts.add(fields);
        }
        object.properties().forEach(field -> {
            String name = (path.isEmpty() ? "" : path + ", ") + field.getKey().replace('_', ' ');
            if (field.getValue().isObject()) {
                add(name, field.getValue());
            } else if (field.getValue().isArray() && !field.getValue().isEmpty()) {
                addList(name, field.getValue());
            }
        });
    }

    private void addList(String name, JsonNode list) {
        heading(list.size() > ROWS ? name + " (the first " + ROWS + " of " + list.size() + ")" : name);
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(ROWS, list.size()); i++) {
            rows.add(list.get(i));
        }
        if (!rows.getFirst().isObject()) {
            rows.forEach(row -> parts.add(TextTable.cell(row)));
            return;
        }
        List<String> columns = new ArrayList<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(column -> {
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }));
        parts.add(TextTable.of(columns, rows).toString());
    }

    private void heading(String name) {
        if (!name.isEmpty()) {
            parts.add(System.lineSeparator() + name.toUpperCase(Locale.ROOT));
        }
    }
}
