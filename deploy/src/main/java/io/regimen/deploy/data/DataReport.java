package io.regimen.deploy.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.db.ComparisonView;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description =
                "What is wrong with a dataset: gaps, prices, spreads, outliers, stale bars; and what its import left out.",
        mixinStandardHelpOptions = true)
final class DataReport implements Callable<Integer> {
    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "DATASET", description = "its hash, or the beginning of it")
    private String ref = "";

    DataReport(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Backend backend = Backend.open(settings.get())) {
            DatasetView row = new StoredDatasets(backend).row(ref);
            DatasetQueries datasets = backend.get(DatasetQueries.class);
            ObjectNode document = Json.mapper().valueToTree(row);
            datasets.integrity(row.hash())
                    .ifPresent(found -> document.set("integrity", without(row, found.integrity())));
            for (ComparisonView comparison : datasets.comparisons(row.hash())) {
                String other =
                        comparison.firstHash().equals(row.hash()) ? comparison.secondHash() : comparison.firstHash();
                document.withObject("comparisons").set(other.substring(0, 12), comparison.report());
            }
            terminal.document(document);
        }
        return 0;
    }

    /** The report without what the dataset itself says above it. */
    private static JsonNode without(DatasetView row, JsonNode integrity) {
        ObjectNode out = integrity.deepCopy();
        Json.mapper().valueToTree(row).fieldNames().forEachRemaining(out::remove);
        out.remove(List.of("dataset_hash", "first", "last"));
        return out;
    }
}
