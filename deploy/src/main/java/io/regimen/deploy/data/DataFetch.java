package io.regimen.deploy.data;

import io.regimen.activities.market.BinanceClient;
import io.regimen.activities.market.BinanceMarket;
import io.regimen.activities.market.BinanceSettings;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.ImportException;
import io.regimen.activities.market.ImportResult;
import io.regimen.activities.market.Vendor;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.db.Paging;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Timeframe;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fetch",
        description = "Downloads closed bars from Binance, and goes on where the newest dataset of the market ends.",
        footer =
                "%nEvery part is stored before the next is asked for: after a failure the same command goes on from there.",
        mixinStandardHelpOptions = true)
final class DataFetch implements Callable<Integer> {
    /** Bars asked for before they are stored. */
    private static final int PART = 50_000;

    private final Supplier<Settings> settings;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--symbol", required = true, description = "such as BTCUSDT")
    private String symbol = "";

    @Option(names = "--timeframe", defaultValue = "1h", description = "length of a bar; default: ${DEFAULT-VALUE}")
    private String timeframe = "";

    @Option(names = "--since", paramLabel = "DATE", description = "first day (UTC) if nothing is stored yet")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "DATE", description = "day (UTC) to stop before; default: now")
    private @Nullable String until;

    @Option(names = "--market", defaultValue = "spot", description = "spot (default) or usd_futures")
    private String market = "";

    @Option(names = "--host", hidden = true, description = "another address of the exchange, for tests")
    private @Nullable String host;

    DataFetch(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        InstantSource clock = InstantSource.system();
        Timeframe length = parsed(() -> Timeframe.parse(timeframe));
        BinanceSettings exchange = parsed(this::exchange);
        String source =
                exchange.host().getHost() + " " + exchange.market().name().toLowerCase(Locale.ROOT);
        Instant end = until == null ? clock.instant() : day("--until", until);
        try (Backend backend = Backend.open(settings.get());
                BinanceClient client = new BinanceClient(exchange, clock, time -> Thread.sleep(time))) {
            Intake.Stored stored = null;
            @Nullable DatasetView older = newest(backend, length, source);
            Instant from = start(older, length);
            Progress progress = terminal.progress();
            while (from.isBefore(end)) {
                Instant to = min(end, from.plus(length.duration().multipliedBy(PART)));
                progress.step("asking " + exchange.host().getHost() + " for bars from " + from);
                Optional<ImportResult> part = client.klines(symbol, length, from, to);
                if (part.isPresent()) {
                    Intake intake = new Intake(backend, GapRepair.HOLD);
                    stored = older == null
                            ? intake.add(part.get(), Vendor.BINANCE.toString(), source)
                            : intake.append(older, part.get(), Vendor.BINANCE.toString(), source);
                    older = new StoredDatasets(backend).row(stored.hash());
                }
                from = to;
            }
            show(stored, older);
        } catch (ImportException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void show(Intake.@Nullable Stored stored, @Nullable DatasetView newest) {
        if (stored != null && terminal.json()) {
            terminal.object(stored);
        } else if (stored != null) {
            terminal.say(stored.symbol() + " " + stored.timeframe() + ": " + stored.bars() + " bars, " + stored.first()
                    + " to " + stored.last());
            terminal.say("dataset " + stored.hash());
        } else {
            terminal.say("no closed bars after " + (newest == null ? "that day" : "those of dataset " + newest.hash()));
        }
    }

    private BinanceSettings exchange() {
        BinanceMarket of = BinanceMarket.valueOf(market.toUpperCase(Locale.ROOT).replace('-', '_'));
        return host == null ? BinanceSettings.of(of) : BinanceSettings.of(of, URI.create(host));
    }

    private @Nullable DatasetView newest(Backend backend, Timeframe length, String source) {
        return backend
                .get(DatasetQueries.class)
                .list(GridPlanner.symbol(symbol), length.toString(), new Paging(Paging.MAX_LIMIT, 0))
                .items()
                .stream()
                .filter(row -> row.sourceName().equals(source))
                .findFirst()
                .orElse(null);
    }

    private Instant start(@Nullable DatasetView older, Timeframe length) {
        if (older != null) {
            return older.lastBar().plus(length.duration());
        }
        if (since == null) {
            throw CommandException.usage("There are no bars of " + symbol + " " + length
                    + " from Binance yet: give --since with the first day, such as 2021-01-01.");
        }
        return day("--since", since);
    }

    private static Instant day(String option, String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw CommandException.usage(option + " \"" + text + "\" is no day: write it like 2021-01-01.");
        }
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static <T> T parsed(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
