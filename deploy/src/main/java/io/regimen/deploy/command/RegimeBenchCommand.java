package io.regimen.deploy.command;

import io.regimen.deploy.bench.RegimeBench;
import io.regimen.deploy.bench.RegimeBenchPage;
import io.regimen.deploy.terminal.CommandException;
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
                "Accuracy and delay of the built-in regime sets and of the example detectors on simulated markets whose regimes are known, beside a filter that knows every parameter; then how often they see a trend where there is none, and what the tester takes.",
        mixinStandardHelpOptions = true)
public final class RegimeBenchCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("mean_dwell", "detector", "accuracy", "lowest", "delay", "missed");
    private static final List<String> NULL_COLUMNS = List.of("market", "regimes", "trending");
    private static final List<String> TIME_COLUMNS = List.of("detector", "milliseconds");

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--bars", defaultValue = "40000", description = "Bars of each market.")
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
        RegimeBench bench = bench();
        RegimeBenchPage.Results results = new RegimeBenchPage.Results(
                bars, seeds, bench.warmUp(), bench.run(dwells), bench.withoutTrends(), bench.times());
        terminal.rows(results.rows(), COLUMNS);
        terminal.rows(results.nulls(), NULL_COLUMNS);
        terminal.rows(results.times(), TIME_COLUMNS);
        if (page != null) {
            Files.writeString(page, RegimeBenchPage.replaced(Files.readString(page), results));
        }
        return 0;
    }

    private RegimeBench bench() {
        try {
            return new RegimeBench(terminal.progress(), bars, seeds, RegimeBench.allSets());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--bars " + bars + ": " + e.getMessage());
        }
    }
}
