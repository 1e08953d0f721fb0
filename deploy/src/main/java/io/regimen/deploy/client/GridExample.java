package io.regimen.deploy.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "example",
        description = "Prints a request with every field; --output json leaves out the comments.",
        mixinStandardHelpOptions = true)
final class GridExample extends ClientCommand {
    GridExample(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        String text = text();
        out().print(isJson() ? withoutComments(text) : text);
        return OK;
    }

    static String text() {
        try (InputStream in = GridExample.class.getResourceAsStream("grid-example.jsonc")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comments of the example stand on lines of their own. */
    private static String withoutComments(String text) {
        return text.lines()
                .filter(line -> !line.stripLeading().startsWith("//"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
