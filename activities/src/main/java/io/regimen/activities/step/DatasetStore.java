package io.regimen.activities.step;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.integrity.Comparison;
import io.regimen.activities.integrity.ComparisonReport;
import io.regimen.activities.integrity.Integrity;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetFile;
import io.regimen.db.DatasetRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Datasets in the store: the file first, the row second, so that a row never names a file that is not there. */
@Singleton
public final class DatasetStore {
    private final DatasetRepository datasets;
    private final ObjectStore store;

    DatasetStore(DatasetRepository datasets, ObjectStore store) {
        this.datasets = datasets;
        this.store = store;
    }

    /**
     * Stores a dataset under its hash.
     *
     * @param report what making it found, a record; null for bars of a simulation
     * @return whether it is new; one with the same hash stays as it is
     */
    public boolean add(Dataset dataset, Provenance from, @Nullable Record report) {
        String hash = dataset.hash();
        if (datasets.byHash(hash).isPresent()) {
            return false;
        }
        String key = "datasets/" + hash + ".parquet";
        try {
            Path file = Files.createTempFile("dataset-", ".parquet");
            try {
                DatasetFile.write(dataset, file);
                byte[] bytes = Files.readAllBytes(file);
                store.put(key, bytes);
                Bars bars = dataset.bars();
                return datasets.add(
                                hash,
                                dataset.symbol(),
                                dataset.timeframe().toString(),
                                from.vendor(),
                                from.source(),
                                bars.size(),
                                Instant.ofEpochSecond(bars.time(0)),
                                Instant.ofEpochSecond(bars.time(bars.size() - 1)),
                                dataset.quoted(),
                                key,
                                Json.sha256Hex(bytes),
                                bytes.length,
                                report == null ? "{}" : Json.write(report),
                                from.origin().text(),
                                "{" + String.join(",", from.parents()) + "}",
                                bars.calendar().name().toLowerCase(java.util.Locale.ROOT),
                                dataset.repairedBars(),
                                Json.write(Integrity.inspect(dataset)))
                        == 1;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a dataset.
     *
     * @throws io.temporal.failure.ApplicationFailure MISSING_DATA if there is none with this hash
     */
    public Dataset read(String hash) {
        DatasetRepository.Dataset row = datasets.byHash(hash)
                .orElseThrow(() -> Failures.of(FailureKind.MISSING_DATA, "dataset " + hash + " is unknown"));
        try {
            Path file = Files.createTempFile("dataset-", ".parquet");
            try {
                store.getToFile(row.objectKey(), file);
                return DatasetFile.read(file, hash);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps the comparison of two datasets. Where they have the same timeframe, the integrity report of each is replaced by
     * one that says which outliers the other confirms.
     */
    public void addComparison(Dataset first, Dataset second, ComparisonReport comparison) {
        datasets.addComparison(first.hash(), second.hash(), Json.write(comparison));
        if (first.timeframe() == second.timeframe()) {
            datasets.replaceIntegrity(first.hash(), Json.write(Integrity.inspect(first, second, comparison)));
            ComparisonReport reverse = Comparison.of(/* first= */ second, /* second= */ first);
            datasets.replaceIntegrity(second.hash(), Json.write(Integrity.inspect(second, first, reverse)));
        }
    }
}
