package io.regimen.deploy.data;

import io.regimen.activities.market.DatasetMerge;
import io.regimen.activities.market.DatasetMismatchException;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.Merged;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.Provenance;
import io.regimen.db.DatasetView;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description =
                "Makes a new dataset of two of the same market; both stay. Where both have a bar, the first's is taken.",
        mixinStandardHelpOptions = true)
final class DataMerge implements Callable<Integer> {
    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "FIRST", description = "hash, or the beginning of it")
    private String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", description = "hash, or the beginning of it")
    private String second = "";

    @Option(names = "--append", description = "take only bars of the second that come after the end of the first")
    private boolean append;

    DataMerge(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Backend backend = Backend.open(settings.get())) {
            StoredDatasets stored = new StoredDatasets(backend);
            DatasetView one = stored.row(first);
            DatasetView other = stored.row(second);
            Merged merged = append
                    ? DatasetMerge.append(stored.bars(one), stored.bars(other))
                    : DatasetMerge.merge(stored.bars(one), stored.bars(other));
            Provenance from = new Provenance(
                    one.vendor().equals(other.vendor()) ? one.vendor() : one.vendor() + "+" + other.vendor(),
                    one.sourceName() + " + " + other.sourceName(),
                    append ? Provenance.Origin.APPEND : Provenance.Origin.MERGE,
                    List.of(one.hash(), other.hash()));
            var dataset = GapRepair.HOLD.apply(merged.dataset());
            boolean isNew = backend.get(DatasetStore.class).add(dataset, from, merged.report());
            terminal.say((isNew ? "new dataset " : "this dataset exists: ") + dataset.hash());
            terminal.document(Json.mapper().valueToTree(merged.report()));
        } catch (DatasetMismatchException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
