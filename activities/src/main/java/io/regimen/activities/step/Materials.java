package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.market.Bars;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Bars, regimes and features, shared by all cells of a worker that need them, within bounded memory. Concurrent cells
 * that need the same thing wait for the one that gets it; features are shared with the other workers too.
 */
@Singleton
final class Materials {
    /** A quarter of the heap at most, so that a small worker has room left to train. */
    private static final long CACHE_BYTES =
            Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);

    private static final long BYTES_PER_BAR = 128;

    /** A dataset under a regime set, both by their hashes. */
    private record Division(String dataset, String regimes) {}

    private final Cache<String, Bars> markets = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES / 4)
            .weigher((String hash, Bars bars) -> weight(BYTES_PER_BAR * bars.size()))
            .build();
    private final AsyncCache<Division, Regimes> divisions = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES / 32)
            .weigher((Division division, Regimes regimes) -> weight(regimes.size()))
            .buildAsync();
    private final AsyncCache<String, FeatureSet> featureSets = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String hash, FeatureSet set) ->
                    weight(8L * set.values().rows() * set.values().columns()))
            .buildAsync();
    /** No activity does this work itself: it has to beat meanwhile, and what it began outlives its cancellation. */
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("materials-", 0).factory());

    private final DatasetStore datasets;
    private final FeatureStore features;
    private final RegimeShelf shelf;

    Materials(DatasetStore datasets, FeatureStore features, RegimeShelf shelf) {
        this.datasets = datasets;
        this.features = features;
        this.shelf = shelf;
    }

    Bars bars(String datasetHash) {
        return markets.get(datasetHash, this::read);
    }

    /**
     * The regime of each bar under the terms that a run is judged by; blocks until they are told.
     *
     * @param beat called several times a second meanwhile: a detector fits for minutes on millions of bars
     */
    Regimes regimes(String datasetHash, Evaluation evaluation, Runnable beat) {
        return made(
                divisions,
                new Division(datasetHash, evaluation.regimes()),
                wanted -> new RegimeClassifier(shelf.hashed(wanted.regimes())).classify(bars(wanted.dataset())),
                beat);
    }

    /**
     * The features of a dataset; blocks until they are there.
     *
     * @param beat called several times a second meanwhile
     */
    FeatureSet features(String datasetHash, FeatureSpec spec, Runnable beat) {
        Bars bars = bars(datasetHash);
        FeatureStore.Wanted wanted = new FeatureStore.Wanted(datasetHash, spec, bars, this::read);
        return made(featureSets, wanted.hash(), hash -> features.get(wanted), beat);
    }

    private <K, V> V made(AsyncCache<K, V> cache, K key, Function<K, V> make, Runnable beat) {
        CompletableFuture<V> made =
                cache.get(key, (wanted, pool) -> CompletableFuture.supplyAsync(() -> make.apply(wanted), threads));
        try {
            return Beating.await(made, beat);
        } catch (RuntimeException e) {
            // the cache forgets a failure by itself, but perhaps only after the next who asks
            if (made.isCompletedExceptionally()) {
                cache.asMap().remove(key, made);
            }
            throw e;
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private static int weight(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    private Bars read(String hash) {
        return datasets.read(hash).bars();
    }
}
