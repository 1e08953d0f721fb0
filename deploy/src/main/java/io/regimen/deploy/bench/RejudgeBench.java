package io.regimen.deploy.bench;

import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.PollingWorker;
import io.regimen.activities.step.Provenance;
import io.regimen.db.KeptStreamsStats;
import io.regimen.db.RegimeSetRepository;
import io.regimen.db.StreamRepository;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import io.regimen.deploy.verify.Verification;
import io.regimen.workflows.Json;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.RejudgeProgress;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeWorkflow;
import io.regimen.workflows.TaskQueues;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All stored runs of a market judged under a regime set that is new, on the servers of a folder of their own, whose tables
 * are emptied first. The runs are those of a real grid with {@code keep_streams: all}: nearly all of their model files are
 * gone by then. Parts of the wall time follow from Little's law, as in {@link GridBench}. Round trips to the database are
 * counted on a few runs before, because counting takes time itself.
 */
public final class RejudgeBench {
    private static final String NEW_REGIMES = """
            {"name": "bench", "minimum_dwell": 5, "otherwise": "quiet", "regimes": [
              {"name": "up", "rule": {"trend_z": {"is": ">= 1.5", "window": 24}}},
              {"name": "down", "rule": {"trend_z": {"is": "<= -1.5", "window": 24}}},
              {"name": "wild", "rule": {"volatility": {"is": ">= 80th percentile", "window": 24}}}]}""";

    private static final int COUNTED = 50;

    private final Settings settings;
    private final Progress progress;
    private final GridBench.Load load;

    /** @param settings of the folder whose servers are used; they are started and stopped */
    public RejudgeBench(Settings settings, Progress progress, GridBench.Load load) {
        this.settings = settings;
        this.progress = progress;
        this.load = load;
    }

    /**
     * Milliseconds of wall time per run, and where they go.
     *
     * @param computeMs reading streams or model and judging the configurations
     * @param insertMs backtests and their line in the ledger
     * @param claimMs the rest of the backtest activity: claiming the run, looking up what it needs
     * @param judgeMs the judge activity: the competition in one transaction
     * @param orchestrationMs what no activity accounts for: Temporal, and waiting
     * @param roundTrips to the database per run
     */
    public record Row(
            int runs,
            long fromStreams,
            double seconds,
            double runsPerSecond,
            double wallMs,
            double computeMs,
            double insertMs,
            double claimMs,
            double judgeMs,
            double orchestrationMs,
            double roundTrips,
            double appCpuMs,
            double temporalCpuMs,
            double postgresCpuMs,
            int violations) {}

    /** What the streams take. */
    public record Streams(
            long runs,
            long streams,
            long distinctStreams,
            double logicalMib,
            double storedMib,
            @Nullable Double kibPerRun) {
        static Streams of(KeptStreamsStats stats) {
            return new Streams(
                    stats.runs(),
                    stats.streams(),
                    stats.distinctStreams(),
                    stats.logicalBytes() / 1048576.0,
                    stats.bytes() / 1048576.0,
                    stats.runs() == 0 ? null : Double.valueOf(stats.bytes() / 1024.0 / stats.runs()));
        }
    }

    /** What was measured. */
    public record Result(Row row, Streams streams) {}

    /** Makes so many runs, and judges them again. */
    public Result run(int runs) throws Exception {
        try (Servers servers = Servers.start(settings, progress)) {
            List<Long> ids;
            try (PollingWorker _ = servers.worker(load.slots())) {
                ids = lay(servers.backend(), servers.client(), runs);
            }
            double roundTrips = roundTrips(servers, ids.subList(0, Math.min(COUNTED, runs)));
            try (PollingWorker _ = servers.worker(load.slots())) {
                return measure(servers, ids, roundTrips);
            }
        }
    }

    private List<Long> lay(Backend backend, WorkflowClient client, int runs) {
        Sql sql = new Sql(backend);
        sql.execute("truncate datasets, feature_sets, training_queue, training_runs, artifacts, trial_ledger, audit,"
                + " rejudgements, stream_ladders restart identity cascade");
        backend.get(DatasetStore.class)
                .add(
                        SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", load.bars(), 3)),
                        Provenance.simulated(),
                        null);
        RegimeVersion version = new RegimeVersion(RegimeSet.parse(NEW_REGIMES), 1);
        backend.get(RegimeSetRepository.class)
                .add(
                        "bench",
                        1,
                        version.hash(),
                        Json.write(version.set().json()),
                        "bench",
                        version.reference().toString());
        progress.step("grid of " + runs + " cells whose streams are kept");
        GridBench.grid(client, GridBench.request(load, "stored", runs, System.nanoTime(), KeepStreams.ALL));
        List<Long> ids =
                sql.rows("select id from training_runs where status = 'completed' order by id", row -> row.getLong(1));
        if (ids.size() != runs) {
            throw new IllegalStateException(ids.size() + " of " + runs + " runs were made");
        }
        return ids;
    }

    private double roundTrips(Servers servers, List<Long> ids) throws Exception {
        progress.step("round trips of " + ids.size() + " runs");
        int port = settings.database().port();
        WorkflowClient client = servers.client();
        try (RoundTrips way = new RoundTrips(port)) {
            Map<String, Object> counted = servers.database(load.slots());
            counted.put(
                    "datasources.default.url",
                    String.valueOf(counted.get("datasources.default.url"))
                            .replace(":" + port + "/", ":" + way.port() + "/"));
            try (PollingWorker _ = servers.worker(load.slots(), counted)) {
                rejudge(client, "warm-up", "default@1", ids.subList(0, 1));
                long before = way.count();
                rejudge(client, "counted", "literal@1", ids);
                return (double) (way.count() - before) / ids.size();
            }
        }
    }

    private Result measure(Servers servers, List<Long> ids, double roundTrips) {
        Backend backend = servers.backend();
        WorkflowClient client = servers.client();
        ActivityTimes times = servers.times();
        Sql sql = new Sql(backend);
        times.clear();
        Servers.Usage before = servers.usage();
        progress.step("judges " + ids.size() + " runs under new regimes");
        long start = System.nanoTime();
        RejudgeProgress end = rejudge(client, "measured", "bench@1", ids);
        double wall = (System.nanoTime() - start) / 1e6;
        if (end.ended().judged() != ids.size()) {
            throw new IllegalStateException("not every run was judged: " + end);
        }
        Servers.Usage usage = servers.usage().since(before);
        String judged = "from run_evaluations e join rejudgement_runs r using (training_run_id, evaluation_hash)"
                + " where r.rejudgement_id = " + end.rejudgementId();
        int runs = ids.size();
        double perRun = 1.0 / runs / Math.min(load.window(), runs);
        double compute = 1e3 * sql.number("select sum(backtest_duration_seconds) " + judged) * perRun;
        double insert = 1e3 * sql.number("select sum(database_duration_seconds) " + judged) * perRun;
        double backtest = times.millis("BacktestAgain") * perRun;
        double judge = times.millis("JudgeAgain") * perRun;
        Row row = new Row(
                runs,
                (long) sql.number("select count(*) " + judged + " and e.source = 'streams'"),
                wall / 1e3,
                runs / wall * 1e3,
                wall / runs,
                compute,
                insert,
                backtest - compute - insert,
                judge,
                wall / runs - backtest - judge,
                roundTrips,
                usage.appCpuMs() / runs,
                usage.temporalCpuMs() / runs,
                usage.postgresCpuMs() / runs,
                new Verification(backend, client).run(Instant.now()).size());
        return new Result(row, Streams.of(backend.get(StreamRepository.class).stats()));
    }

    private RejudgeProgress rejudge(WorkflowClient client, String name, String regimes, List<Long> ids) {
        Map<String, Object> request = Map.of(
                "name",
                name,
                "runs",
                ids,
                "regimes",
                regimes,
                "execution",
                Map.of("window", load.window()),
                "created_by",
                "bench");
        return client.newWorkflowStub(
                        RejudgeWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(RejudgeRequest.workflowId(name))
                                .build())
                .run(Json.mapper().convertValue(request, RejudgeRequest.class));
    }
}
