package io.regimen.deploy.command;

import io.regimen.deploy.bench.RegimeBench;
import io.regimen.deploy.bench.RegimeBenchPage;
import io.regimen.deploy.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well regimes are told where they are known. */
@Command(
        name = "regimes",
        description =
                "Accuracy and delay of the built-in regime sets on simulated markets whose regimes are known, beside a filter that knows every parameter; then how often they see a trend where there is none.",
        mixinStandardHelpOptions = true)
public final class RegimeBenchCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("mean_dwell", "detector", "accuracy", "lowest", "delay", "missed");
    private static final List<String> NULL_COLUMNS = List.of("market", "regimes", "trending");

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--bars", defaultValue = "20000", description = "Bars of each market.")
    private int bars;

    @Option(names = "--seeds", defaultValue = "4", description = "Markets of each kind.")
    private int seeds;

    @Option(
            names = "--dwell",
            split = ",",
            defaultValue = "60,250,1000",
            description = "Mean lengths of a regime in bars.")
    private List<Integer> dwells = List.of();

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Replace what this Markdown page says under \"Measured\".")
    private @Nullable Path page;

    @Override
    public Integer call() throws Exception {
        RegimeBench bench = new RegimeBench(terminal.progress(), bars, seeds);
        List<RegimeBench.Row> rows = bench.run(dwells);
        List<RegimeBench.NullRow> nulls = bench.withoutTrends();
        terminal.rows(rows, COLUMNS);
        terminal.rows(nulls, NULL_COLUMNS);
        if (page != null) {
            Files.writeString(page, RegimeBenchPage.replaced(Files.readString(page), bars, seeds, rows, nulls));
        }
        return 0;
    }
}
