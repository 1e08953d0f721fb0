package io.regimen.deploy.data;

import io.regimen.activities.market.FundingImport;
import io.regimen.activities.market.FundingImporter;
import io.regimen.activities.market.FundingOptions;
import io.regimen.activities.market.FundingOptions.Unit;
import io.regimen.activities.market.FundingRates;
import io.regimen.activities.market.ImportException;
import io.regimen.activities.step.FundingStore;
import io.regimen.db.FundingRepository;
import io.regimen.db.FundingRepository.Funding;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "funding",
        description =
                "Imports the funding rates of a perpetual future, which costs can then name; without a file, lists"
                        + " those that are stored.",
        mixinStandardHelpOptions = true)
final class DataFunding implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("hash", "symbol", "instrument", "charges", "first_charge", "last_charge", "source_name");

    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "CSV with a header, plain or inside .gz or .zip, such as Binance's"
                    + " calc_time,funding_interval_hours,last_funding_rate.")
    private @Nullable Path file;

    @Option(names = "--symbol", description = "the market that pays these rates, such as BTCUSDT")
    private @Nullable String symbol;

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            description = "rows to take from a file of several instruments, by the file's own name")
    private @Nullable String instrument;

    @Option(
            names = "--unit",
            description = "fraction, percent or bps; default: Binance's fraction, else it must be said")
    private @Nullable String unit;

    @Option(
            names = "--charged-every",
            paramLabel = "HOURS",
            description = "hours between charges where the file has fewer rows than charges, such as one a day")
    private @Nullable Integer chargedEvery;

    DataFunding(Supplier<Settings> settings) {
        this.settings = settings;
    }

    /** A series as it was stored. */
    private record Stored(
            String hash,
            String symbol,
            int charges,
            Instant first,
            Instant last,
            boolean isNew,
            FundingImport.Report report) {}

    @Override
    public Integer call() {
        if (file == null) {
            list();
            return 0;
        }
        FundingImport read = read(file);
        FundingRates rates = read.rates();
        boolean isNew;
        try (Backend backend = Backend.open(settings.get())) {
            isNew = backend.get(FundingStore.class).add(read, String.valueOf(file.getFileName()));
        }
        Stored stored = new Stored(
                rates.hash(),
                rates.symbol(),
                rates.charges().size(),
                rates.first(),
                rates.last(),
                isNew,
                read.report());
        if (terminal.json()) {
            terminal.object(stored);
        } else {
            print(stored);
        }
        return 0;
    }

    private void list() {
        try (Backend backend = Backend.open(settings.get())) {
            List<Funding> all = backend.get(FundingRepository.class).all();
            if (all.isEmpty()) {
                terminal.say("none; give a file to import");
            }
            if (terminal.json() || !all.isEmpty()) {
                terminal.rows(all, COLUMNS);
            }
        }
    }

    private FundingImport read(Path from) {
        if (symbol == null) {
            throw CommandException.usage(
                    "--symbol is missing: give the market that pays these rates, such as BTCUSDT.");
        }
        FundingOptions options;
        try {
            options = new FundingOptions(symbol, instrument, unit == null ? null : Unit.parse(unit), chargedEvery);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        try {
            return FundingImporter.read(from, options);
        } catch (ImportException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Stored stored) {
        FundingImport.Report report = stored.report();
        terminal.say(String.format(
                Locale.ROOT,
                "%s: %d charges, one in %d hours, %s to %s; a long position pays %.2f %% a year%s",
                stored.symbol(),
                stored.charges(),
                report.intervalHours(),
                stored.first(),
                stored.last(),
                100 * report.perYear(),
                stored.isNew() ? "" : " (was there before)"));
        if (report.missing() > 0) {
            terminal.say(report.missing() + " charges are missing in between; nothing is charged there");
        }
        if (report.duplicates() > 0) {
            terminal.say(report.duplicates() + " rows say the same again");
        }
        terminal.say("funding series " + stored.hash());
        terminal.say("in a grid: \"costs\": {\"funding\": {\"series\": {\"" + stored.symbol() + "\": \"" + stored.hash()
                + "\"}}}");
    }
}
