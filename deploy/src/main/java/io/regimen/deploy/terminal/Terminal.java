package io.regimen.deploy.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.regimen.workflows.Json;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The output of a command, as a picocli {@link Mixin}: a table for people, or with {@code --output json} the same
 * records under the API's field names. Results go to standard output, progress to standard error.
 */
public final class Terminal {
    private enum Format {
        table,
        json
    }

    @Option(names = "--output", paramLabel = "FORMAT", description = "table (default) or json")
    private Format format = Format.table;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** True when a script asked for JSON: nothing else may then be written to standard output. */
    public boolean json() {
        return format == Format.json;
    }

    /** A progress printer on standard error. */
    public Progress progress() {
        return new Progress(command().commandLine().getErr());
    }

    /** One line for people; nothing under {@code --output json}. */
    public void say(String line) {
        if (!json()) {
            print(line);
        }
    }

    /** One record: "name value" lines, or a JSON object. */
    public void object(Record value) {
        JsonNode fields = Json.mapper().valueToTree(value);
        if (json()) {
            print(fields.toPrettyString());
            return;
        }
        print(TextTable.fields(fields));
    }

    /** A JSON object with parts of its own: text under headings, or as it is. */
    public void document(JsonNode object) {
        print(json() ? object.toPrettyString() : TextDocument.of(object));
    }

    /**
     * Records as a table of the named columns (the API's snake_case names), or as a JSON array with all their fields.
     */
    public void rows(List<? extends Record> rows, List<String> columns) {
        ArrayNode values = Json.mapper().valueToTree(rows);
        if (json()) {
            print(values.toPrettyString());
            return;
        }
        print(TextTable.of(columns, values).toString());
    }

    private void print(String text) {
        PrintWriter out = command().commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("Terminal is a picocli mixin: annotate the field with @Mixin");
        }
        return spec;
    }
}
