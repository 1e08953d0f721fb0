package io.regimen.deploy.client;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        description = "Watches a grid until it ends. Exit code 1 if a cell failed.",
        mixinStandardHelpOptions = true)
final class GridWatch extends ClientCommand {
    private final Duration poll;

    @Parameters(paramLabel = "GRID", description = "name (the newest execution) or id")
    private String ref = "";

    GridWatch(ApiClient api, Duration poll) {
        super(api);
        this.poll = poll;
    }

    @Override
    int run() {
        return new Watcher(this, poll).watch(ref);
    }
}
