package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists grids, newest first.", mixinStandardHelpOptions = true)
final class GridList extends ClientCommand {
    @Option(names = "--status", paramLabel = "STATUS", description = "running, paused, completed or cancelled")
    private @Nullable String status;

    @Option(names = "--name", paramLabel = "TEXT", description = "part of the name")
    private @Nullable String name;

    @Mixin
    private PageOptions page = new PageOptions();

    GridList(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        PageOptions.put(query, "status", status);
        PageOptions.put(query, "name", name);
        page.putInto(query);
        printPage(
                api().get("/api/grids", query),
                List.of(
                        "id",
                        "name",
                        "status",
                        "total",
                        "succeeded",
                        "skipped",
                        "failed",
                        "running",
                        "pending",
                        "created_by",
                        "created_at"));
        return OK;
    }
}
