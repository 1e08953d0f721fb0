package io.regimen.deploy.data;

import io.regimen.activities.integrity.Comparison;
import io.regimen.activities.integrity.ComparisonReport;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description =
                "Compares two datasets of one market: the offset between their clocks, and where they disagree. Their integrity"
                        + " reports then say which outliers the other confirms.",
        mixinStandardHelpOptions = true)
final class DataCompare implements Callable<Integer> {
    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "FIRST", description = "hash, or the beginning of it")
    private String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", description = "hash, or the beginning of it")
    private String second = "";

    DataCompare(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Backend backend = Backend.open(settings.get())) {
            StoredDatasets stored = new StoredDatasets(backend);
            DatasetView one = stored.row(first);
            DatasetView other = stored.row(second);
            Dataset ofFirst = stored.bars(one);
            Dataset ofSecond = stored.bars(other);
            ComparisonReport report = Comparison.of(ofFirst, ofSecond);
            backend.get(DatasetStore.class).addComparison(ofFirst, ofSecond, report);
            terminal.document(Json.mapper().valueToTree(report));
        } catch (DatasetMismatchException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
