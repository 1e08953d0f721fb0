package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.DatasetFile;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.RegimeRules;
import io.regimen.activities.regime.Regimes;
import io.regimen.db.DatasetRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bars, regimes and features, each computed once per worker and shared by all cells that need them, within bounded
 * memory. Concurrent cells that need the same thing wait for the one that computes it.
 */
@Singleton
final class Materials {
    private static final long CACHE_BYTES = 1L << 30;
    private static final long BYTES_PER_BAR = 64;

    /** A dataset's bars and the regime of each. */
    record Market(Bars bars, Regimes regimes) {}

    private final Cache<String, Market> markets = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES / 4)
            .weigher((String hash, Market market) ->
                    (int) Math.min(Integer.MAX_VALUE, market.bars().size() * BYTES_PER_BAR))
            .build();
    private final Cache<String, FeatureSet> featureSets = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String hash, FeatureSet set) -> (int) Math.min(
                    Integer.MAX_VALUE, 8L * set.values().rows() * set.values().columns()))
            .build();
    private final DatasetRepository datasets;
    private final ObjectStore store;

    Materials(DatasetRepository datasets, ObjectStore store) {
        this.datasets = datasets;
        this.store = store;
    }

    Market market(String datasetHash) {
        return markets.get(datasetHash, hash -> {
            Bars bars = read(hash);
            return new Market(bars, new RegimeClassifier(RegimeRules.defaults()).classify(bars));
        });
    }

    FeatureSet features(String datasetHash, FeatureSpec spec) {
        Bars bars = market(datasetHash).bars();
        return featureSets.get(spec.hash(datasetHash), hash -> {
            FeatureSet set = Features.compute(bars, spec);
            datasets.addFeatureSet(
                    hash,
                    datasetHash,
                    Json.write(spec),
                    set.values().columns(),
                    set.values().rows(),
                    set.warmup());
            return set;
        });
    }

    private Bars read(String hash) {
        DatasetRepository.Dataset row = datasets.byHash(hash)
                .orElseThrow(() -> Failures.of(FailureKind.MISSING_DATA, "dataset " + hash + " is unknown"));
        try {
            Path file = Files.createTempFile("dataset-", ".parquet");
            try {
                store.getToFile(row.objectKey(), file);
                return DatasetFile.read(file, hash).bars();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
