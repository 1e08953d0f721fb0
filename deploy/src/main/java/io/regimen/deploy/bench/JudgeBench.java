package io.regimen.deploy.bench;

import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.step.Competition;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.PollingWorker;
import io.regimen.activities.step.Provenance;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.RegimeResults;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.TaskQueues;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicyWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What judging one run takes, a part at a time, one run after the other: two grids on the servers of a folder of their own.
 * In the first only the leader's file stays, in the second those of the hundred best, so that every run is measured for
 * evidence in all four regimes.
 */
public final class JudgeBench {
    private static final long SEED = 3;
    private static final int WARM_UP = 40;
    private static final int REGIMES = 4;
    private static final double GOAL_MS = 60;

    private final Settings settings;
    private final Progress progress;
    private final int cells;
    private final int bars;

    /**
     * @param cells of each grid, at most a hundred
     * @param bars of the dataset
     */
    public JudgeBench(Settings settings, Progress progress, int cells, int bars) {
        this.settings = settings;
        this.progress = progress;
        this.cells = cells;
        this.bars = bars;
    }

    /**
     * One part.
     *
     * @param runs that it was measured of
     * @param p95Ms null where it is a sum or a difference of medians
     */
    public record Row(
            String part,
            int runs,
            double medianMs,
            @Nullable Double p95Ms,
            @Nullable Double goalMs) {}

    public List<Row> run() throws Exception {
        try (Servers servers = Servers.start(settings, progress);
                PollingWorker _ = servers.worker(1)) {
            return run(servers.backend(), servers.client(), servers.times());
        }
    }

    private List<Row> run(Backend backend, WorkflowClient client, ActivityTimes times) {
        backend.get(DatasetStore.class)
                .add(
                        SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", bars, SEED)),
                        Provenance.simulated(),
                        null);
        long seed = System.nanoTime();
        keep(client, 1);
        grid(client, "judge-warm-up", WARM_UP, seed);
        List<Row> rows = new ArrayList<>();
        progress.step("grid of " + cells + " cells, the leader's file stays");
        times.clear();
        grid(client, "judge-one", cells, seed + 1);
        List<Double> judge = times.all("Judge");
        parts(backend, rows);
        double chosen = rows.stream().mapToDouble(Row::medianMs).sum();
        rows.add(new Row(
                "locks, places, verdicts, promotions, commit", judge.size(), median(judge) - chosen, null, null));
        rows.add(row("judge, the whole step", judge));
        keep(client, 100);
        progress.step("grid of " + cells + " cells, the files of the hundred best stay");
        times.clear();
        grid(client, "judge-hundred", cells, seed + 2);
        rows.add(row("judge, the whole step, with a hundred places a regime", times.all("Judge")));
        List<Double> evidence = new Sql(backend)
                .rows(
                        "select max(compute_seconds) * 1000 from leader_evidence where training_run_id in"
                                + " (select id from training_runs order by id desc limit " + cells
                                + ") group by training_run_id having count(*) = " + REGIMES,
                        row -> row.getDouble(1));
        rows.add(row("evidence measured in four regimes", evidence));
        rows.add(new Row("judge and evidence", evidence.size(), median(judge) + median(evidence), null, GOAL_MS));
        keep(client, 1);
        return rows;
    }

    private void grid(WorkflowClient client, String name, int size, long seed) {
        GridBench.Load load = new GridBench.Load(ModelType.RIDGE, bars, 4, 1, 1);
        GridBench.grid(client, GridBench.request(load, name, size, seed, KeepStreams.NONE));
    }

    /** What the judge reads and chooses, of the newest runs once more. */
    private void parts(Backend backend, List<Row> rows) {
        LeaderRepository leaders = backend.get(LeaderRepository.class);
        List<Double> reading = new ArrayList<>();
        List<Double> selection = new ArrayList<>();
        new Sql(backend)
                .rows(
                        "select id, evaluation_hash from training_runs order by id desc limit " + cells,
                        row -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(run -> {
                    long start = System.nanoTime();
                    List<RegimeResults> results = leaders.results(run.getKey(), run.getValue());
                    long read = System.nanoTime();
                    Competition.choices(results, LeaderPolicy.defaults());
                    reading.add((read - start) / 1e6);
                    selection.add((System.nanoTime() - read) / 1e6);
                });
        rows.add(row("reading the backtests", reading));
        rows.add(row("choosing in each regime", selection));
    }

    private static void keep(WorkflowClient client, int n) {
        client.newWorkflowStub(
                        LeaderPolicyWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(LeaderPolicyRequest.WORKFLOW_ID)
                                .build())
                .run(new LeaderPolicyRequest(
                        null, null, null, null, null, null, null, null, n, "a benchmark", "bench", Map.of()));
    }

    private static Row row(String part, List<Double> millis) {
        return new Row(part, millis.size(), median(millis), quantile(millis, 0.95), null);
    }

    private static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return values.stream().sorted().toList().get((int) Math.ceil(share * values.size()) - 1);
    }
}
