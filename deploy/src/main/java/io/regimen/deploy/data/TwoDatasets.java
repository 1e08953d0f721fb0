package io.regimen.deploy.data;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMismatchException;
import io.regimen.activities.step.DatasetStore;
import io.regimen.db.DatasetView;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.Json;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command on two stored datasets of one market; prints what it found. */
abstract class TwoDatasets implements Callable<Integer> {
    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "FIRST", description = "hash, or the beginning of it")
    private String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", description = "hash, or the beginning of it")
    private String second = "";

    TwoDatasets(Supplier<Settings> settings) {
        this.settings = settings;
    }

    /** One of the two: its row and its bars. */
    record Side(DatasetView row, Dataset bars) {}

    /**
     * Does the work.
     *
     * @return the report to print
     */
    abstract Record run(Side one, Side other, DatasetStore store);

    final Terminal terminal() {
        return terminal;
    }

    @Override
    public final Integer call() {
        try (Backend backend = Backend.open(settings.get())) {
            StoredDatasets stored = new StoredDatasets(backend);
            DatasetView one = stored.row(first);
            DatasetView other = stored.row(second);
            Record report = run(
                    new Side(one, stored.bars(one)),
                    new Side(other, stored.bars(other)),
                    backend.get(DatasetStore.class));
            terminal.document(Json.mapper().valueToTree(report));
        } catch (DatasetMismatchException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
