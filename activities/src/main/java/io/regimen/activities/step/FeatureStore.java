package io.regimen.activities.step;

import io.regimen.activities.artifact.CorruptObjectException;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.CorruptDatasetException;
import io.regimen.activities.step.FeatureFiles.Found;
import io.regimen.db.AdvisoryLocks;
import io.regimen.db.FeatureSetRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feature sets that all workers share: the first that needs one computes and stores it, the others wait and read it. A
 * file that is gone or damaged is computed again and replaced. Computing one twice does no harm, it only costs: the lock
 * may be lost at any time.
 */
@Singleton
final class FeatureStore {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    /** A holder on a machine that lost its network keeps the lock until the database notices: hours, by default. */
    private static final Duration WAIT_AT_MOST = Duration.ofMinutes(15);

    /**
     * Sets that are read or computed at a time: each takes its size in memory beside the cache, and two connections to
     * the database.
     */
    private static final int AT_A_TIME = 2;

    private final Semaphore working = new Semaphore(AT_A_TIME);
    private final FeatureFiles files;
    private final FeatureSetRepository rows;
    private final AdvisoryLocks locks;
    private final FeatureComputation computation;

    FeatureStore(FeatureFiles files, FeatureSetRepository rows, AdvisoryLocks locks, FeatureComputation computation) {
        this.files = files;
        this.rows = rows;
        this.locks = locks;
        this.computation = computation;
    }

    /** A set that is wanted, and where to find bars. */
    record Wanted(String datasetHash, FeatureSpec spec, Bars bars, Function<String, Bars> barsOf) {
        String hash() {
            return spec.hash(datasetHash);
        }
    }

    /**
     * Reads the set, or computes and stores it, or waits until another worker has. Blocks for as long as that takes.
     *
     * @throws io.temporal.failure.ApplicationFailure if the object store fails or the thread is interrupted
     */
    FeatureSet get(Wanted wanted) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WAIT_AT_MOST.toNanos()) {
            Optional<FeatureSet> set = oneOfFew(() -> readOr(wanted));
            if (set.isPresent()) {
                return set.get();
            }
            pause();
        }
        LOG.warn("feature set {} is being computed elsewhere for {}: computing it here", wanted.hash(), WAIT_AT_MOST);
        return oneOfFew(() -> readOrCompute(wanted));
    }

    /** Empty while another worker computes it. */
    private Optional<FeatureSet> readOr(Wanted wanted) {
        return files.find(wanted.hash()) instanceof Found.Present(FeatureSet set)
                ? Optional.of(set)
                : locks.tryHolding("features/" + wanted.hash(), () -> readOrCompute(wanted));
    }

    private FeatureSet readOrCompute(Wanted wanted) {
        return switch (files.find(wanted.hash())) {
            case Found.Present(FeatureSet set) -> set;
            case Found.Absent() -> compute(wanted);
            case Found.Unusable(String reason) -> {
                LOG.warn("computing feature set {} again: {}", wanted.hash(), reason);
                yield compute(wanted);
            }
        };
    }

    private FeatureSet compute(Wanted wanted) {
        long start = System.nanoTime();
        Optional<Grown> grown = appended(wanted);
        FeatureSet set = grown.map(Grown::set).orElseGet(() -> computation.compute(wanted.bars(), wanted.spec()));
        double seconds = (System.nanoTime() - start) / 1e9;
        @Nullable String from = grown.map(Grown::from).orElse(null);
        files.store(wanted.hash(), wanted.datasetHash(), Json.write(wanted.spec()), set, seconds, from);
        return set;
    }

    /** A set and the one it was made from. */
    private record Grown(FeatureSet set, String from) {}

    /** The set made from the stored one of a dataset that this one continues. */
    private Optional<Grown> appended(Wanted wanted) {
        for (String parent : rows.datasetsContinuedBy(wanted.datasetHash())) {
            String from = wanted.spec().hash(parent);
            if (files.find(from) instanceof Found.Present(FeatureSet old) && continues(wanted, parent)) {
                return Optional.of(new Grown(computation.append(old, wanted.bars(), wanted.spec()), from));
            }
        }
        return Optional.empty();
    }

    private static boolean continues(Wanted wanted, String parent) {
        try {
            return BarPrefix.of(wanted.barsOf().apply(parent), wanted.bars());
        } catch (MissingObjectException | CorruptObjectException | CorruptDatasetException e) {
            LOG.warn("features of {} are not taken over: {}", parent, e.getMessage());
            return false;
        }
    }

    private <T> T oneOfFew(Supplier<T> work) {
        try {
            working.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            return work.get();
        } finally {
            working.release();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_AGAIN);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static RuntimeException interrupted() {
        Thread.currentThread().interrupt();
        return Failures.of(FailureKind.ERROR, "the worker stops and no longer waits for features");
    }
}
