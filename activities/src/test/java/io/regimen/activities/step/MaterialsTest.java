package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import io.regimen.db.AdvisoryLocks;
import io.regimen.db.DatasetRepository;
import io.regimen.db.FeatureSetRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Several workers that share one PostgreSQL and one S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MaterialsTest {
    private static final Dataset OLD = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", 2000, 5));
    private static final Dataset GROWN = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", 2600, 5));

    private TestServers servers;
    private final List<Worker> workers = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        servers = new TestServers(folder);
    }

    @AfterAll
    void stop() throws Exception {
        servers.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(FeatureStore.class)).addAppender(log);
    }

    @AfterEach
    void forget() throws Exception {
        ((Logger) LoggerFactory.getLogger(FeatureStore.class)).detachAppender(log);
        log.list.clear();
        for (Worker worker : workers) {
            worker.close();
        }
        workers.clear();
        servers.execute("truncate datasets, feature_sets, artifacts cascade");
    }

    /** A worker process, but for the process. It counts what it computes, and computes once it is let. */
    private static final class Worker implements FeatureComputation, AutoCloseable {
        private final ObjectStore store;
        private final ApplicationContext context;
        private final Materials materials;
        private final AtomicInteger computed = new AtomicInteger();
        private final AtomicInteger appended = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);

        Worker(TestServers servers, int connections) {
            store = servers.store();
            context = servers.worker(store, connections);
            FeatureSetRepository rows = context.getBean(FeatureSetRepository.class);
            FeatureStore features = new FeatureStore(
                    context.getBean(FeatureFiles.class), rows, context.getBean(AdvisoryLocks.class), this);
            materials =
                    new Materials(context.getBean(DatasetStore.class), features, context.getBean(RegimeShelf.class));
        }

        @Override
        public FeatureSet compute(Bars bars, FeatureSpec spec) {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            computed.incrementAndGet();
            return Features.compute(bars, spec);
        }

        @Override
        public FeatureSet append(FeatureSet old, Bars grown, FeatureSpec spec) {
            appended.incrementAndGet();
            return new CatalogueComputation().append(old, grown, spec);
        }

        FeatureSet features(Dataset dataset, FeatureSpec spec) {
            return materials.features(dataset.hash(), spec, () -> {});
        }

        void add(Dataset dataset) {
            context.getBean(DatasetStore.class).add(dataset, Provenance.simulated(), null);
        }

        @Override
        public void close() {
            gate.countDown();
            materials.close();
            context.close();
            store.close();
        }
    }

    private Worker worker() {
        return worker(12);
    }

    private Worker worker(int connections) {
        Worker worker = new Worker(servers, connections);
        workers.add(worker);
        worker.add(OLD);
        return worker;
    }

    private static FeatureSpec spec(int arLags) {
        TreeMap<String, List<Timeframe>> indicators = new TreeMap<>();
        indicators.put("rsi", List.of(Timeframe.H1, Timeframe.H4));
        return new FeatureSpec(Timeframe.H1, indicators, List.of("returns_volatility"), Preprocessing.of(arLags, 0, 0));
    }

    /** The object that the row of a set names. */
    private String key(FeatureSpec spec, Dataset dataset) throws Exception {
        return servers.text("select object_key from feature_sets where hash = '" + spec.hash(dataset.hash()) + "'");
    }

    private static void assertSame(FeatureSet expected, FeatureSet actual) {
        assertEquals(expected.names(), actual.names());
        assertEquals(expected.warmup(), actual.warmup());
        assertEquals(expected.values().rows(), actual.values().rows());
        for (int t = 0; t < expected.values().rows(); t++) {
            for (int c = 0; c < expected.values().columns(); c++) {
                long wanted = Double.doubleToRawLongBits(expected.values().get(t, c));
                assertEquals(wanted, Double.doubleToRawLongBits(actual.values().get(t, c)), "row " + t + ", " + c);
            }
        }
    }

    private static <T> List<T> atOnce(int times, List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(work.get(i % work.size())));
            }
            List<T> out = new ArrayList<>();
            for (Future<T> one : running) {
                out.add(one.get());
            }
            return out;
        }
    }

    @Test
    void regimes_ofManyAtOnce_areToldOnce_andAFailureIsForgotten() throws Exception {
        Worker worker = worker();
        Evaluation terms = Evaluation.of(Json.mapper().readValue("{}", GridRequest.class), BuiltInRegimes.defaults());
        List<Regimes> told = atOnce(8, List.of(() -> worker.materials.regimes(OLD.hash(), terms, () -> {})));

        assertEquals(1, new HashSet<>(told).size());
        Regimes expected = new RegimeClassifier(BuiltInRegimes.defaults()).classify(OLD.bars());
        for (int t = 0; t < expected.size(); t++) {
            assertEquals(expected.nameAt(t), told.getFirst().nameAt(t), "bar " + t);
        }
        assertThrows(ApplicationFailure.class, () -> worker.materials.regimes(GROWN.hash(), terms, () -> {}));
        worker.add(GROWN);
        assertEquals(
                2600, worker.materials.regimes(GROWN.hash(), terms, () -> {}).size());
    }

    @Test
    void features_ofTwoWorkersAtOnce_areComputedOnce() throws Exception {
        Worker a = worker();
        Worker b = worker();
        List<FeatureSet> sets = atOnce(12, List.of(() -> a.features(OLD, spec(5)), () -> b.features(OLD, spec(5))));

        assertEquals(1, a.computed.get() + b.computed.get());
        FeatureSet expected = Features.compute(OLD.bars(), spec(5));
        for (FeatureSet set : sets) {
            assertSame(expected, set);
        }
        assertEquals(2, sets.stream().distinct().count(), "one in each worker's memory");
        assertEquals(
                Json.sha256Hex(a.store.get(key(spec(5), OLD), 1 << 30)),
                servers.text("select file_sha256 from feature_sets"));
    }

    @Test
    void features_laterWorker_readsWhatIsStored() {
        FeatureSet made = worker().features(OLD, spec(6));
        Worker later = worker();
        assertSame(made, later.features(OLD, spec(6)));
        assertEquals(0, later.computed.get());
    }

    @Test
    void features_holderOfTheLockDies_areComputedByTheNext() throws Exception {
        Worker dying = worker();
        Worker next = worker();
        dying.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<FeatureSet> stuck = threads.submit(() -> dying.features(OLD, spec(7)));
            assertTrue(dying.begun.await(30, TimeUnit.SECONDS));
            CountDownLatch beats = new CountDownLatch(4);
            Future<FeatureSet> waiting =
                    threads.submit(() -> next.materials.features(OLD.hash(), spec(7), beats::countDown));
            assertTrue(beats.await(30, TimeUnit.SECONDS), "waits and beats");
            assertEquals(0, next.computed.get());

            servers.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted");

            assertSame(Features.compute(OLD.bars(), spec(7)), waiting.get());
            assertEquals(1, next.computed.get());
            dying.gate.countDown();
            assertSame(waiting.get(), stuck.get());
        }
    }

    @Test
    void features_whileOthersCompute_keepNoConnection() throws Exception {
        Worker waiting = worker(3);
        try (Connection elsewhere = servers.connection();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            elsewhere.setAutoCommit(false);
            CountDownLatch beats = new CountDownLatch(40);
            List<Future<FeatureSet>> sets = new ArrayList<>();
            for (int lags = 10; lags < 16; lags++) {
                FeatureSpec spec = spec(lags);
                try (var lock = elsewhere.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 1))")) {
                    lock.setString(1, "features/" + spec.hash(OLD.hash()));
                    lock.execute();
                }
                sets.add(threads.submit(() -> waiting.materials.features(OLD.hash(), spec, beats::countDown)));
            }
            assertTrue(beats.await(60, TimeUnit.SECONDS));
            assertTrue(waiting.context
                    .getBean(DatasetRepository.class)
                    .byHash(OLD.hash())
                    .isPresent());
            assertEquals(0, waiting.computed.get());
            elsewhere.rollback();
            for (Future<FeatureSet> set : sets) {
                assertEquals(2000, set.get().values().rows());
            }
            assertEquals(6, waiting.computed.get());
        }
    }

    @Test
    void features_damagedObject_isComputedAgainAndReplaced() throws Exception {
        Worker first = worker();
        FeatureSet made = first.features(OLD, spec(8));
        String key = key(spec(8), OLD);
        byte[] good = first.store.get(key, 1 << 30);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        first.store.put(key, bad);

        Worker second = worker();
        assertSame(made, second.features(OLD, spec(8)));

        assertEquals(1, second.computed.get());
        assertEquals(Json.sha256Hex(good), Json.sha256Hex(second.store.get(key(spec(8), OLD), 1 << 30)));
        assertEquals(
                "DELETE_PENDING replaced",
                servers.text("select state || ' ' || reason from artifacts where object_key = '" + key + "'"));
        assertEquals(1, log.list.size(), log.list::toString);
        assertTrue(log.list.getFirst().getFormattedMessage().contains("instead of"), log.list::toString);
        Worker third = worker();
        assertSame(made, third.features(OLD, spec(8)));
        assertEquals(0, third.computed.get());
    }

    @Test
    void features_missingObjectOrUnfinishedRow_areComputedAgain() throws Exception {
        Worker first = worker();
        first.features(OLD, spec(9));
        first.store.delete(key(spec(9), OLD));
        Worker second = worker();
        second.features(OLD, spec(9));
        assertEquals(1, second.computed.get());
        assertEquals(1, log.list.size(), log.list::toString);

        // a worker that died between announcing and storing
        servers.execute("update feature_sets set file_sha256 = null");
        Worker third = worker();
        third.features(OLD, spec(9));
        assertEquals(1, third.computed.get());
        assertEquals(1, log.list.size(), "nothing was damaged");
    }

    @Test
    void features_whileTheStoreIsDown_failAndSucceedLater() throws Exception {
        Worker worker = worker();
        worker.materials.bars(OLD.hash());
        servers.stopStore();
        try {
            ApplicationFailure failure = assertThrows(ApplicationFailure.class, () -> worker.features(OLD, spec(16)));
            assertEquals(FailureKind.ERROR.name(), failure.getType());
            assertTrue(failure.getOriginalMessage().contains("object store"), failure::toString);
        } finally {
            servers.startStore();
        }
        assertSame(Features.compute(OLD.bars(), spec(16)), worker.features(OLD, spec(16)));
        Worker other = worker();
        other.features(OLD, spec(16));
        assertEquals(0, other.computed.get());
    }

    @Test
    void features_cancelledWhileWaiting_goOnForOthers() throws Exception {
        Worker worker = worker();
        worker.gate = new CountDownLatch(1);
        assertThrows(
                UnsupportedOperationException.class,
                () -> worker.materials.features(OLD.hash(), spec(17), () -> {
                    throw new UnsupportedOperationException("cancelled");
                }));
        worker.gate.countDown();
        worker.features(OLD, spec(17));
        assertEquals(1, worker.computed.get());
    }

    @Test
    void features_ofAnAppendedDataset_continueThoseOfItsParent() throws Exception {
        Worker worker = worker();
        worker.add(GROWN);
        worker.features(OLD, spec(5));
        servers.execute("update datasets set origin = 'append', parent_hashes = array['" + OLD.hash()
                + "'] where hash = '" + GROWN.hash() + "'");

        assertSame(Features.compute(GROWN.bars(), spec(5)), worker.features(GROWN, spec(5)));
        assertEquals(1, worker.appended.get());
        assertEquals(1, worker.computed.get(), "that of the parent");
        assertEquals(
                spec(5).hash(OLD.hash()),
                servers.text("select appended_to from feature_sets where dataset_hash = '" + GROWN.hash() + "'"));

        worker.features(GROWN, spec(4));
        assertEquals(2, worker.computed.get(), "the parent has no set of this spec");
        assertEquals(1, worker.appended.get());
    }

    @Test
    void features_ofADatasetThatContinuesNothing_areComputedInFull() throws Exception {
        Worker worker = worker();
        Dataset other = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", 2600, 6));
        worker.add(other);
        worker.add(GROWN);
        worker.features(OLD, spec(5));
        servers.execute("update datasets set origin = 'append', parent_hashes = array['" + OLD.hash()
                + "'] where hash = '" + other.hash() + "'");
        // the same bars, but merged: the columns of a merge may stem from several
        servers.execute("update datasets set origin = 'merge', parent_hashes = array['" + OLD.hash()
                + "'] where hash = '" + GROWN.hash() + "'");

        assertSame(Features.compute(other.bars(), spec(5)), worker.features(other, spec(5)));
        assertSame(Features.compute(GROWN.bars(), spec(5)), worker.features(GROWN, spec(5)));
        assertEquals(0, worker.appended.get());
        assertEquals("0", servers.text("select count(appended_to) from feature_sets"));
        assertFalse(BarPrefix.of(OLD.bars(), other.bars()));
    }
}
