package io.regimen.activities.step;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetFile;
import io.regimen.activities.market.ImportReport;
import io.regimen.db.DatasetRepository;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores datasets: the file first, the row second, so that a row never names a file that is not there. */
@Singleton
public final class DatasetIntake {
    private final DatasetRepository datasets;
    private final ObjectStore store;

    DatasetIntake(DatasetRepository datasets, ObjectStore store) {
        this.datasets = datasets;
        this.store = store;
    }

    /**
     * Stores a dataset under its hash.
     *
     * @param vendor where the bars come from
     * @param source name of the file, without folders
     * @param report what the import found; null for bars that were not imported
     * @return whether it is new; one with the same hash stays as it is
     */
    public boolean add(Dataset dataset, String vendor, String source, @Nullable ImportReport report) {
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
                                vendor,
                                source,
                                bars.size(),
                                Instant.ofEpochSecond(bars.time(0)),
                                Instant.ofEpochSecond(bars.time(bars.size() - 1)),
                                dataset.quoted(),
                                key,
                                Json.sha256Hex(bytes),
                                bytes.length,
                                report == null ? "{}" : Json.write(report))
                        == 1;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
