package io.regimen.deploy.command;

import io.regimen.activities.integrity.IntegrityReport;
import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.ColumnMapping;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.ImportException;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.ImportReport;
import io.regimen.activities.market.ImportResult;
import io.regimen.activities.market.MergeReport;
import io.regimen.activities.market.Vendor;
import io.regimen.deploy.data.Intake;
import io.regimen.deploy.data.RepairPolicy;
import io.regimen.deploy.data.StoredDatasets;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.Timeframe;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a vendor's file in as a dataset, or as a new version of one. */
@Command(name = "import", description = "Import a file of bars as an immutable dataset.")
public final class ImportCommand implements Callable<Integer> {
    private static final int PROBLEMS_SHOWN = 10;

    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "CSV, plain or inside .gz or .zip, or Parquet.")
    private Path file = Path.of(".");

    @Option(
            names = "--vendor",
            required = true,
            description = "Layout: lean-oanda, lean-fxcm, ejtrader, binance, dukascopy, histdata, metatrader, csv for"
                    + " plain OHLCV, or parquet.")
    private String vendor = "";

    @Option(names = "--symbol", description = "Name of the market; default: from the file's name.")
    private @Nullable String symbol;

    @Option(names = "--timeframe", description = "Length of a bar; default: the most frequent step.")
    private @Nullable String timeframe;

    @Option(
            names = "--zone",
            description = "Time zone of the stamps, such as UTC or Europe/Athens; default: the vendor's.")
    private @Nullable String zone;

    @Option(names = "--points-per-unit", description = "What prices are divided by; default: the vendor's.")
    private @Nullable Double pointsPerUnit;

    @Option(
            names = "--columns",
            paramLabel = "ROLE=COLUMN,...",
            description = "Which column holds what, for csv and parquet, by name or place from 0, such as"
                    + " time=0,open=1,high=2,low=3,close=4,separator=semicolon,time_format=dd/MM/yyyy HH:mm.")
    private @Nullable String columns;

    @Option(
            names = "--repair",
            defaultValue = "hold",
            converter = RepairPolicy.class,
            description =
                    "What to do with up to three missing bars in a row: hold (default) fills in flat bars at the last"
                            + " close, on which nothing is traded; none leaves the gap.")
    private GapRepair repair = GapRepair.HOLD;

    @Option(
            names = "--append-to",
            paramLabel = "DATASET",
            description = "Make a new version of this dataset with the bars that come after its end.")
    private @Nullable String appendTo;

    public ImportCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        Intake.Stored stored = read(settings.get(), file, options(), repair, appendTo, terminal);
        if (terminal.json()) {
            terminal.object(stored);
        } else {
            print(stored, terminal);
        }
        return 0;
    }

    /** Reads a file and stores its dataset. */
    static Intake.Stored read(
            Settings settings,
            Path file,
            ImportOptions options,
            GapRepair repair,
            @Nullable String appendTo,
            Terminal terminal) {
        terminal.progress().step("reading " + file.getFileName());
        ImportResult result;
        try {
            result = BarImporter.read(file, options);
        } catch (ImportException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
        terminal.progress().step("storing " + result.dataset().size() + " bars");
        try (Backend backend = Backend.open(settings)) {
            Intake intake = new Intake(backend, repair);
            String vendor = options.vendor().toString();
            String source = String.valueOf(file.getFileName());
            return appendTo == null
                    ? intake.add(result, vendor, source)
                    : intake.append(new StoredDatasets(backend).row(appendTo), result, vendor, source);
        }
    }

    static void print(Intake.Stored stored, Terminal terminal) {
        ImportReport report = stored.report();
        terminal.say(stored.symbol() + " " + stored.timeframe() + ": " + stored.bars() + " bars"
                + (stored.quoted() ? " with bid and ask" : "") + ", " + stored.first() + " to " + stored.last()
                + (stored.repairedBars() > 0 ? ", " + stored.repairedBars() + " of them filled in" : "")
                + (stored.isNew() ? "" : " (was there before)"));
        terminal.say("dataset " + stored.hash());
        MergeReport merge = stored.merge();
        if (merge != null) {
            terminal.say("appended: " + merge.fromSecond() + " bars are new, " + merge.agreeing() + " agree, "
                    + merge.differing() + " differ and " + merge.leftOut()
                    + " come before the end of the older version; there the older one was kept");
        }
        report.bad().forEach((kind, count) -> terminal.say("not used: " + count + " rows, " + kind));
        report.problems().stream()
                .limit(PROBLEMS_SHOWN)
                .forEach(problem -> terminal.say("  line " + problem.line() + ": " + problem.what()));
        if (report.negativeSpreads() + report.negativeOpenSpreads() > 0) {
            terminal.say("bad quotes: " + report.negativeSpreads() + " bars close and " + report.negativeOpenSpreads()
                    + " open with a negative spread; trades there are charged the last good one");
        }
        IntegrityReport.Gap largest = stored.largest();
        if (largest != null) {
            terminal.say("gaps in the market's hours: " + stored.smallGaps() + " small, " + stored.largeGaps()
                    + " that split the series; the largest misses " + largest.missingBars() + " bars from "
                    + largest.from());
        }
        terminal.say("what is wrong with it: deploy/regimen data report "
                + stored.hash().substring(0, 12));
    }

    private ImportOptions options() {
        try {
            return new ImportOptions(
                    Vendor.parse(vendor),
                    symbol,
                    timeframe == null ? null : Timeframe.parse(timeframe),
                    zone == null ? null : ZoneId.of(zone),
                    pointsPerUnit,
                    columns == null ? null : ColumnMapping.parse(columns));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
