package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.DatasetRepository;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.RunRepository;
import io.regimen.workflows.Json;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StoreListing;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Comparing, deleting and verifying on a real PostgreSQL and a real object store, with deaths between the steps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreComparisonTest {
    private static final By SWEEP = new By("storage-sweep", 1L);

    private TestServers servers;
    private ObjectStore store;
    private ApplicationContext context;
    private Place deadly = Place.BEFORE_TRAIN;
    private int deaths;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        servers = new TestServers(folder);
        store = servers.store();
        context = servers.worker(store, 4);
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        store.close();
        servers.close();
    }

    @BeforeEach
    void empty() throws Exception {
        deadly = Place.BEFORE_TRAIN;
        deaths = 0;
        servers.execute("truncate datasets, training_runs, artifacts, audit restart identity cascade");
        servers.execute("""
                insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted,
                                      object_key, file_sha256, bytes, report)
                values (repeat('d', 64), 'EURUSD', '1h', 'csv', 'a', 5000, '2020-01-01Z', '2020-10-01Z', false,
                        'datasets/d', 's', 1, '{}');
                insert into training_runs (run_key, config_hash, status, owner, model_type, encoder, symbol,
                    base_timeframe, days_history, horizon, latency_bars, indicator_tfs, additional_features,
                    preprocessing_params, model_hyperparams, dataset_hash, feature_set_hash, code_version, seed,
                    evaluation, evaluation_hash, created_by)
                values (repeat('1', 64), 'config-one', 'running', 'w', 'ridge', 'none', 'EURUSD', '1h', 365, 1, 0, '{}',
                        '[]', '{}', '{}', repeat('d', 64), 'f', '1', 7, '{}', 'e', 'test')""");
        try (var objects = store.list("")) {
            objects.toList().forEach(object -> store.delete(object.key()));
        }
    }

    private static byte[] bytes(String key) {
        return ("the file " + key).getBytes(StandardCharsets.UTF_8);
    }

    private void row(String key, String state) throws Exception {
        servers.execute(
                "insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state, state_changed_at)"
                        + " values (1, 'model', '" + key + "', '" + Json.sha256Hex(bytes(key)) + "', "
                        + bytes(key).length + ", '"
                        + state + "', now() - interval '1 minute')");
    }

    private void object(String key) {
        store.put(key, bytes(key));
    }

    private String states() throws Exception {
        return servers.text("select string_agg(object_key || ' ' || state, ', ' order by object_key) from artifacts");
    }

    private long audited(String action) throws Exception {
        return Long.parseLong(servers.text("select count(*) from audit where action = '" + action + "'"));
    }

    /** Dies once, at one place. */
    private void reached(Place place, int times) {
        if (place == deadly && deaths == 0) {
            deaths++;
            throw new IllegalStateException("dies at " + place + " " + times);
        }
    }

    @SuppressWarnings("unchecked") // the bean is registered for java.sql.Connection
    private TransactionOperations<Connection> transactions() {
        return context.getBean(TransactionOperations.class);
    }

    private FileDeletion deletion() {
        return new FileDeletion(context.getBean(FileBatches.class), store, transactions(), this::reached);
    }

    /** A comparison for which every object is old enough. */
    private StoreListing compare(boolean dryRun) {
        Instant now = transactions()
                .executeRead(status -> context.getBean(FileBatches.class).now());
        return new StoreComparison(context.getBean(FileBatches.class), deletion(), store, transactions(), this::reached)
                .compare(now, now.plusSeconds(5), dryRun, SWEEP, () -> {});
    }

    @Test
    void compare_mendsBothDirectionsAndAuditsIt() throws Exception {
        for (String key : List.of("models/kept", "models/given-up", "models/uploading", "models/orphan")) {
            object(key);
        }
        object("features/orphan");
        object("datasets/orphan");
        row("models/kept", "PRESENT");
        row("models/gone", "PRESENT");
        row("models/given-up", "DELETE_PENDING");
        row("models/uploading", "UPLOADING");
        object("models/left");
        row("models/left", "DELETED");

        StoreListing dry = compare(true);
        assertEquals(6, dry.objects());
        assertEquals(
                List.of("file.missing model 1", "object.deleted object 3"),
                dry.actions().stream()
                        .map(a -> a.action() + " " + a.kind() + " " + a.files())
                        .toList());
        assertEquals(
                List.of("features/orphan", "models/left", "models/orphan"),
                dry.actions().getLast().examples().stream().sorted().toList());
        assertTrue(store.exists("models/orphan"));
        assertEquals(0, audited("object.deleted"));

        compare(false);
        assertFalse(store.exists("models/orphan") || store.exists("features/orphan") || store.exists("models/left"));
        assertTrue(store.exists("models/kept") && store.exists("models/given-up") && store.exists("models/uploading"));
        assertTrue(store.exists("datasets/orphan"), "datasets are never deleted");
        assertEquals(
                "models/given-up DELETE_PENDING, models/gone MISSING, models/kept PRESENT, models/left DELETED,"
                        + " models/uploading UPLOADING",
                states());
        assertEquals(3, audited("object.deleted"));
        assertEquals(1, audited("file.missing"));

        compare(false);
        assertEquals(3, audited("object.deleted"), "nothing is left to do");
        assertEquals(1, audited("file.missing"));
    }

    @Test
    void compare_youngOrphan_isLeftAlone() {
        object("models/orphan");
        Instant now = Instant.now();
        new StoreComparison(context.getBean(FileBatches.class), deletion(), store, transactions(), this::reached)
                .compare(now, now.minusSeconds(3600), false, SWEEP, () -> {});
        assertTrue(store.exists("models/orphan"));
    }

    @Test
    void compare_objectThatIsBack_isPresentAgain() throws Exception {
        row("models/one", "MISSING");
        row("models/two", "DAMAGED");
        row("models/three", "MISSING");
        object("models/one");
        object("models/two");
        store.put("models/three", bytes("another file"));

        compare(false);
        assertEquals("models/one PRESENT, models/three MISSING, models/two PRESENT", states());
        assertEquals(2, audited("file.present"));
    }

    @Test
    void compare_tablesOfAnotherStore_areRefusedAndNothingIsDeleted() {
        for (int i = 0; i < 101; i++) {
            object("models/" + i);
        }
        ApplicationFailure refused = assertThrows(ApplicationFailure.class, () -> compare(false));
        assertTrue(refused.getOriginalMessage().startsWith("101 of 101 objects"), refused::toString);
        assertTrue(store.exists("models/0"));
    }

    @Test
    void compare_storeOfOtherTables_isRefusedAndNothingIsMarked() throws Exception {
        servers.execute(
                "insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state, state_changed_at)"
                        + " select 1, 'model', 'models/' || i, 's', 1, 'PRESENT', now() - interval '1 minute'"
                        + " from generate_series(0, 100) i");
        object("models/0");
        ApplicationFailure refused = assertThrows(ApplicationFailure.class, () -> compare(false));
        assertTrue(refused.getOriginalMessage().startsWith("100 files that should be"), refused::toString);
        assertEquals("0", servers.text("select count(*) from artifacts where state = 'MISSING'"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"AFTER_STORE_PAGE", "BEFORE_ORPHAN_DELETED", "AFTER_ORPHAN_DELETED"})
    void compare_thatDies_isDoneByTheNextAttempt(Place place) throws Exception {
        object("models/kept");
        object("models/orphan");
        row("models/kept", "PRESENT");
        row("models/gone", "PRESENT");
        deadly = place;

        assertThrows(IllegalStateException.class, () -> compare(false));
        assertTrue(store.exists("models/kept"));
        compare(false);
        assertFalse(store.exists("models/orphan"));
        assertEquals("models/gone MISSING, models/kept PRESENT", states());
        assertTrue(audited("object.deleted") >= 1, "nothing goes without a line in the audit");
        assertEquals("1", servers.text("select count(distinct subject) from audit where action = 'object.deleted'"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"AFTER_DELETE_CLAIMED", "AFTER_OBJECT_DELETED", "AFTER_DELETED"})
    void delete_thatDies_isDoneByTheNextAttempt_andAuditedOnce(Place place) throws Exception {
        row("models/kept", "PRESENT");
        object("models/kept");
        for (int i = 0; i < 3; i++) {
            row("models/" + i, "DELETE_PENDING");
            object("models/" + i);
        }
        deadly = place;

        assertThrows(IllegalStateException.class, () -> deletion().deleteAll(SWEEP, () -> {}));
        deletion().deleteAll(SWEEP, () -> {});
        assertEquals("models/0 DELETED, models/1 DELETED, models/2 DELETED, models/kept PRESENT", states());
        try (var objects = store.list("models/")) {
            assertEquals(List.of("models/kept"), objects.map(o -> o.key()).toList());
        }
        assertEquals(3, audited("file.deleted"));
    }

    @Test
    void delete_ofMoreThanOneBatch_deletesAll() throws Exception {
        servers.execute("insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state)"
                + " select 1, 'model', 'models/' || i, 's', 1, 'DELETE_PENDING' from generate_series(1, 450) i");
        deletion().deleteAll(SWEEP, () -> {});
        assertEquals("450", servers.text("select count(*) from artifacts where state = 'DELETED'"));
        assertEquals(450, audited("file.deleted"));
    }

    @Test
    void delete_whileTheStoreIsDown_fails_andLaterSucceeds() throws Exception {
        row("models/1", "DELETE_PENDING");
        object("models/1");
        servers.stopStore();
        try {
            assertThrows(RuntimeException.class, () -> deletion().deleteAll(SWEEP, () -> {}));
            assertEquals("models/1 DELETE_PENDING", states());
        } finally {
            servers.startStore();
        }
        deletion().deleteAll(SWEEP, () -> {});
        assertEquals("models/1 DELETED", states());
        assertFalse(store.exists("models/1"));
    }

    @Test
    void verify_namesWhatIsGoneOrChanged_withTheConfigurationToTrainAgain() throws Exception {
        for (String key : List.of("models/good", "models/gone", "models/changed")) {
            object(key);
            row(key, "PRESENT");
        }
        store.delete("models/gone");
        store.put("models/changed", bytes("something else"));
        store.put("datasets/d", bytes("d"));
        servers.execute("update datasets set file_sha256 = '" + Json.sha256Hex(bytes("d")) + "'");

        StorageCheckReport report = verify();
        assertEquals(4, report.files());
        assertEquals(2, report.bad());
        assertEquals(
                List.of(
                        "models/gone: the object is gone, run 1 config-one",
                        "models/changed: the object has other bytes than were stored, run 1 config-one"),
                report.findings().stream()
                        .map(f -> f.key() + ": " + f.what() + ", run " + f.trainingRunId() + " " + f.configHash())
                        .toList());
        assertEquals("models/changed DAMAGED, models/gone MISSING, models/good PRESENT", states());

        object("models/changed");
        assertEquals(1, verify().bad());
        assertEquals("models/changed PRESENT, models/gone MISSING, models/good PRESENT", states());
        assertEquals(1, audited("file.damaged"));
        assertEquals(1, audited("file.present"));
    }

    private StorageCheckReport verify() {
        return new FileVerification(
                        context.getBean(FileBatches.class),
                        context.getBean(DatasetRepository.class),
                        context.getBean(RunRepository.class),
                        store,
                        transactions())
                .verify(1, SWEEP, () -> {});
    }
}
