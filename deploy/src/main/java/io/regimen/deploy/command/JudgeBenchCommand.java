package io.regimen.deploy.command;

import io.regimen.deploy.bench.JudgeBench;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What judging a run takes. */
@Command(
        name = "judge",
        description =
                "What it takes to judge one run of 135 configurations in four regimes, part by part, on PostgreSQL and"
                        + " Temporal servers of its own, one run after the other.")
final class JudgeBenchCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("part", "runs", "median_ms", "p95_ms", "goal_ms");

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--cells", defaultValue = "100", description = "Cells of each of the two grids, at most 100.")
    private int cells;

    @Option(names = "--bars", defaultValue = "12000", description = "Bars of the simulated market.")
    private int bars;

    @Override
    public Integer call() throws Exception {
        if (cells < 1 || cells > 100) {
            throw CommandException.usage("--cells is 1 to 100");
        }
        terminal.rows(new JudgeBench(BenchCommand.settings(), terminal.progress(), cells, bars).run(), COLUMNS);
        return 0;
    }
}
