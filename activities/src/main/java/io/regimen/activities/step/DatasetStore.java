package io.regimen.activities.step;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.integrity.Comparison;
import io.regimen.activities.integrity.ComparisonReport;
import io.regimen.activities.integrity.Integrity;
import io.regimen.activities.integrity.IntegrityReport;
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
import java.util.Locale;
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
     * A dataset as it was stored.
     *
     * @param isNew whether it was not there before
     */
    public record Added(boolean isNew, IntegrityReport integrity) {}

    /**
     * Stores a dataset under its hash, with what is wrong with it; one with the same hash stays as it is.
     *
     * @param report what making it found, a record; null for bars of a simulation
     */
    public Added add(Dataset dataset, Provenance from, @Nullable Record report) {
        IntegrityReport integrity = Integrity.inspect(dataset);
        boolean isNew = datasets.byHash(dataset.hash()).isEmpty() && store(dataset, from, report, integrity);
        return new Added(isNew, integrity);
    }

    private boolean store(Dataset dataset, Provenance from, @Nullable Record report, IntegrityReport integrity) {
        String key = "datasets/" + dataset.hash() + ".parquet";
        try {
            Path file = Files.createTempFile("dataset-", ".parquet");
            try {
                DatasetFile.write(dataset, file);
                byte[] bytes = Files.readAllBytes(file);
                store.put(key, bytes);
                return datasets.add(
                                dataset.hash(),
                                dataset.symbol(),
                                dataset.timeframe().toString(),
                                from.vendor(),
                                from.source(),
                                dataset.size(),
                                integrity.first(),
                                integrity.last(),
                                dataset.quoted(),
                                key,
                                Json.sha256Hex(bytes),
                                bytes.length,
                                report == null ? "{}" : Json.write(report),
                                from.origin().text(),
                                "{" + String.join(",", from.parents()) + "}",
                                integrity.calendar().name().toLowerCase(Locale.ROOT),
                                dataset.repairedBars(),
                                Json.write(integrity))
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
