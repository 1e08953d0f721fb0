package io.regimen.deploy.command;

import io.regimen.deploy.bench.GridBench;
import io.regimen.deploy.bench.RejudgeBench;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.ModelType;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stored runs under new regimes. */
@Command(
        name = "rejudge",
        description =
                "All stored runs of a market judged under a new regime set: first a grid of ridge cells makes them, with 135 configurations each and keep_streams all, so that few have a model file left. Milliseconds are per run.",
        mixinStandardHelpOptions = true)
final class RejudgeBenchCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "runs",
            "from_streams",
            "seconds",
            "runs_per_second",
            "wall_ms",
            "compute_ms",
            "insert_ms",
            "claim_ms",
            "judge_ms",
            "orchestration_ms",
            "round_trips",
            "app_cpu_ms",
            "temporal_cpu_ms",
            "postgres_cpu_ms",
            "violations");

    private static final List<String> STREAM_COLUMNS =
            List.of("runs", "streams", "distinct_streams", "logical_mib", "stored_mib", "kib_per_run");

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--runs", defaultValue = "1000", description = "Runs that are judged again, at most 1000.")
    private int runs;

    @Option(names = "--bars", defaultValue = "5000", description = "Bars, of which runs are judged on two fifths.")
    private int bars;

    @Option(names = "--horizon", defaultValue = "6", description = "Horizon in bars.")
    private int horizon;

    @Option(names = "--window", defaultValue = "8", description = "Runs open at a time.")
    private int window;

    @Option(names = "--slots", defaultValue = "8", description = "Activities at a time.")
    private int slots;

    @Override
    public Integer call() throws Exception {
        RejudgeBench.Result result = new RejudgeBench(
                        BenchCommand.settings(),
                        terminal.progress(),
                        new GridBench.Load(ModelType.RIDGE, bars, horizon, window, slots))
                .run(runs);
        terminal.rows(List.of(result.row()), COLUMNS);
        terminal.rows(List.of(result.streams()), STREAM_COLUMNS);
        return result.row().violations() == 0 ? 0 : 1;
    }
}
