package io.regimen.deploy.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which leaders a command is about, a page of them. */
final class LeaderOptions {
    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "such as EURUSD")
    private @Nullable String symbol;

    @Option(names = "--timeframe", paramLabel = "TF", description = "such as 1h")
    private @Nullable String timeframe;

    @Option(names = "--regime", paramLabel = "NAME", description = "name of a regime")
    private @Nullable String regime;

    @Mixin
    private PageOptions page = new PageOptions();

    void putInto(Map<String, String> query) {
        PageOptions.put(query, "symbol", symbol);
        PageOptions.put(query, "timeframe", timeframe);
        PageOptions.put(query, "regime", regime);
        page.putInto(query);
    }
}
