package io.regimen.deploy.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every list. */
final class PageOptions {
    @Option(names = "--limit", paramLabel = "N", description = "rows at most, 50 if absent, 1000 at most")
    private @Nullable Integer limit;

    @Option(names = "--offset", paramLabel = "N", description = "rows left out before the first")
    private @Nullable Long offset;

    void putInto(Map<String, String> query) {
        put(query, "limit", limit);
        put(query, "offset", offset);
    }

    static void put(Map<String, String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.put(name, value.toString());
        }
    }
}
