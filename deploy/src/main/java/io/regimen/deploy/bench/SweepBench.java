package io.regimen.deploy.bench;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.PollingWorker;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.StorageSweepWorkflow;
import io.regimen.workflows.SweepRequest;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps over many artifacts, from starting the workflow to its answer, on the servers of a folder of their own: first one
 * that finds nothing to do, then one that has some to give up and delete, then one that deletes all.
 */
public final class SweepBench {
    private static final String DELETED =
            "select count(*) from audit where action in ('file.deleted', 'object.deleted')";

    private static final int FILE = 1000;
    private static final int UPLOADS_AT_A_TIME = 8;

    private final Settings settings;
    private final Progress progress;
    private final int artifacts;

    public SweepBench(Settings settings, Progress progress, int artifacts) {
        this.settings = settings;
        this.progress = progress;
        this.artifacts = artifacts;
    }

    /**
     * One sweep.
     *
     * @param deleted files and objects that it deleted
     * @param goalSeconds for a sweep over 10,000 artifacts; null for other numbers
     */
    public record Row(
            String sweep,
            int artifacts,
            long objects,
            long deleted,
            double seconds,
            @Nullable Double goalSeconds) {}

    public List<Row> run() throws Exception {
        try (Servers servers = Servers.start(settings, progress);
                PollingWorker _ = servers.worker(8)) {
            return run(servers.backend(), servers.client());
        }
    }

    private List<Row> run(Backend backend, WorkflowClient client) throws InterruptedException {
        Sql sql = new Sql(backend);
        progress.step(artifacts + " artifacts of " + FILE + " bytes");
        lay(backend.store(), sql);
        List<Row> rows = new ArrayList<>();
        sweep(client, sql, "warm-up");
        rows.add(sweep(client, sql, "nothing to do"));
        sql.execute("update training_runs set status = 'completed' where id in (select training_run_id from artifacts"
                + " where state = 'PRESENT' order by id limit " + artifacts / 10 + ")");
        sql.execute("delete from artifacts where id in (select id from artifacts where state = 'PRESENT'"
                + " order by id desc limit " + artifacts / 100 + ")");
        rows.add(sweep(client, sql, "a tenth given up, a hundredth orphans"));
        sql.execute("update training_runs set status = 'completed'");
        rows.add(sweep(client, sql, "all the others given up"));
        return rows;
    }

    private Row sweep(WorkflowClient client, Sql sql, String what) {
        progress.step("sweep: " + what);
        double before = sql.number(DELETED);
        long start = System.nanoTime();
        long objects = client.newWorkflowStub(
                        StorageSweepWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId("bench-sweep")
                                .build())
                .run(new SweepRequest(false, 1, 3600, 0, "bench", Map.of()))
                .objects();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Row(
                what,
                artifacts,
                objects,
                (long) (sql.number(DELETED) - before),
                seconds,
                artifacts == 10_000 ? Double.valueOf(5) : null);
    }

    /** A run that is being trained for each model file: until it ends, its file is kept. */
    private void lay(ObjectStore store, Sql sql) throws InterruptedException {
        sql.execute("truncate datasets, training_runs, artifacts, audit restart identity cascade");
        sql.execute("""
                insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted,
                                      object_key, file_sha256, bytes, report)
                values (repeat('d', 64), 'BENCHUSD', '1h', 'csv', 'a', 5000, '2020-01-01Z', '2020-10-01Z', false,
                        'datasets/d', 's', 1, '{}')""");
        sql.execute("""
                insert into training_runs (run_key, config_hash, status, owner, model_type, encoder, symbol,
                    base_timeframe, days_history, horizon, latency_bars, indicator_tfs, additional_features,
                    preprocessing_params, model_hyperparams, dataset_hash, feature_set_hash, code_version, seed,
                    evaluation, evaluation_hash, created_by)
                select lpad(to_hex(i), 64, '0'), 'c' || i, 'running', 'w', 'ridge', 'none', 'BENCHUSD', '1h', 365, 1, 0,
                    '{}', '[]', '{}', '{}', repeat('d', 64), 'f', '1', 7, '{}', 'e', 'bench'
                from generate_series(1, %d) i""".formatted(artifacts));
        sql.execute("""
                insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state, state_changed_at)
                select id, 'model', 'models/' || run_key || '/1/' || run_key, run_key, %d, 'PRESENT',
                    now() - interval '1 minute'
                from training_runs""".formatted(FILE));
        List<String> keys = sql.rows("select object_key from artifacts order by id", row -> row.getString(1));
        try (var left = store.list("")) {
            left.toList().forEach(object -> store.delete(object.key()));
        }
        byte[] file = new byte[FILE];
        try (ExecutorService threads = Executors.newFixedThreadPool(UPLOADS_AT_A_TIME)) {
            for (var one : threads.invokeAll(keys.stream()
                    .map(key -> Executors.callable(() -> store.put(key, file)))
                    .toList())) {
                one.resultNow();
            }
        }
        // objects become older than the grace time of the sweep
        Thread.sleep(1500);
    }
}
