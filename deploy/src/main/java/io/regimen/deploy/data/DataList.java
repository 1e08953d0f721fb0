package io.regimen.deploy.data;

import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.db.Page;
import io.regimen.db.Paging;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Stored datasets, newest first.", mixinStandardHelpOptions = true)
final class DataList implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "hash",
            "symbol",
            "timeframe",
            "vendor",
            "origin",
            "bars",
            "repaired_bars",
            "first_bar",
            "last_bar",
            "calendar",
            "source_name");

    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--symbol", description = "only this market")
    private @Nullable String symbol;

    @Option(names = "--timeframe", description = "only bars of this length")
    private @Nullable String timeframe;

    @Option(names = "--limit", defaultValue = "50", description = "rows at most; default: ${DEFAULT-VALUE}")
    private int limit;

    DataList(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > Paging.MAX_LIMIT) {
            throw CommandException.usage("--limit " + limit + " is out of bounds: use 1 to " + Paging.MAX_LIMIT + ".");
        }
        try (Backend backend = Backend.open(settings.get())) {
            Page<DatasetView> page = backend.get(DatasetQueries.class)
                    .list(symbol == null ? null : GridPlanner.symbol(symbol), length(), new Paging(limit, 0));
            if (page.items().isEmpty()) {
                terminal.say("none; deploy/regimen import brings a file of bars in");
            }
            if (terminal.json() || !page.items().isEmpty()) {
                terminal.rows(page.items(), COLUMNS);
            }
            if (page.total() > page.items().size()) {
                terminal.say(page.items().size() + " of " + page.total());
            }
        }
        return 0;
    }

    private @Nullable String length() {
        try {
            return timeframe == null ? null : Timeframe.parse(timeframe).toString();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
