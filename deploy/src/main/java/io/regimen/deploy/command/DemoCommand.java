package io.regimen.deploy.command;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.market.Vendor;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.Provenance;
import io.regimen.db.ArtifactRepository;
import io.regimen.deploy.data.Intake;
import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job from nothing: servers, bars, a grid of 16 cells, leaders. A second run trains nothing again. */
@Command(
        name = "demo",
        description = "Start everything, bring in bars, run a grid of 16 cells and show who leads.",
        footer = "%nWithout --data the bars are those of a simulated market with a planted edge.")
public final class DemoCommand implements Callable<Integer> {
    private static final int SIMULATED_BARS = 20_000;
    private static final long SIMULATION_SEED = 7;
    private static final long GRID_SEED = 42;
    private static final long MAX_DAYS = 3650;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--data", paramLabel = "FILE", description = "Real bars instead of the simulated market.")
    private @Nullable Path data;

    @Option(names = "--vendor", description = "Layout of the file, as for import.")
    private @Nullable String vendor;

    @Spec
    private @Nullable CommandSpec spec;

    /** The bars that the grid is trained on. */
    private record Market(String symbol, Timeframe timeframe, String datasetHash, Instant first, Instant last) {}

    @Override
    public Integer call() throws IOException {
        ImportOptions options = options();
        Settings settings = Settings.load();
        new LocalStack(settings, terminal.progress()).up(LocalStack.ROLES, false);
        Market market = data == null || options == null ? simulate(settings) : read(settings, data, options);
        Path file = settings.in("demo", market.symbol() + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(request(market)));
        terminal.progress().step("starting the grid of " + file);
        int exit = grid("start", file.toString(), "--watch");
        showFiles(settings);
        showWhereToLook(settings);
        return exit;
    }

    private @Nullable ImportOptions options() {
        if (data == null) {
            return null;
        }
        if (vendor == null) {
            throw CommandException.usage("--data needs --vendor; deploy/regimen import --help names them.");
        }
        try {
            return ImportOptions.of(Vendor.parse(vendor));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Market simulate(Settings settings) {
        terminal.progress().step("simulating a market of " + SIMULATED_BARS + " hourly bars with a planted edge");
        Dataset dataset = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", SIMULATED_BARS, SIMULATION_SEED));
        try (Backend backend = Backend.open(settings)) {
            backend.get(DatasetStore.class).add(dataset, Provenance.simulated(), null);
        }
        return new Market(
                dataset.symbol(),
                dataset.timeframe(),
                dataset.hash(),
                Instant.ofEpochSecond(dataset.bars().time(0)),
                Instant.ofEpochSecond(dataset.bars().time(dataset.size() - 1)));
    }

    private Market read(Settings settings, Path file, ImportOptions options) {
        Intake.Stored stored = ImportCommand.read(settings, file, options, GapRepair.HOLD, null, terminal);
        ImportCommand.print(stored, terminal);
        return new Market(
                stored.symbol(), Timeframe.parse(stored.timeframe()), stored.hash(), stored.first(), stored.last());
    }

    /** 2 families x 4 horizons x 2 histories, as long as the bars allow. */
    private static SortedMap<String, Object> request(Market market) {
        long span = Duration.between(market.first(), market.last()).toDays() + 1;
        List<Long> days = Stream.of(Math.min(MAX_DAYS, span), Math.max(1, Math.min(MAX_DAYS, span) / 2))
                .distinct()
                .toList();
        SortedMap<String, Object> request = new TreeMap<>();
        request.put("name", "demo-" + market.symbol());
        request.put("model_types", List.of("ridge", "xgboost"));
        request.put("symbols", List.of(market.symbol()));
        request.put("base_timeframes", List.of(market.timeframe()));
        request.put("days_history", days);
        request.put("horizons", List.of(3, 6, 12, 24));
        request.put("seed", GRID_SEED);
        request.put(
                "datasets",
                new TreeMap<>(Map.of(CellConfig.market(market.symbol(), market.timeframe()), market.datasetHash())));
        return request;
    }

    private int grid(String... arguments) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set up this command");
        }
        return Objects.requireNonNull(
                        spec.commandLine().getParent().getSubcommands().get("grid"))
                .execute(arguments);
    }

    private void showFiles(Settings settings) {
        try (Backend backend = Backend.open(settings)) {
            ArtifactRepository artifacts = backend.get(ArtifactRepository.class);
            List<ArtifactRepository.Artifact> kept = artifacts.undeleted();
            long bytes =
                    kept.stream().mapToLong(ArtifactRepository.Artifact::bytes).sum();
            terminal.say("model files: " + kept.size() + " kept (" + bytes / 1024 + " KiB), " + artifacts.countDeleted()
                    + " deleted because they lead nowhere");
        }
    }

    private void showWhereToLook(Settings settings) {
        if (!settings.temporal().external()) {
            terminal.say(
                    "Temporal Web UI: http://127.0.0.1:" + settings.temporal().uiPort());
        }
        terminal.say("API: " + settings.api().uri() + "/api/leaders, document at "
                + settings.api().uri() + "/api/openapi.yml");
        terminal.say("Check the promises: deploy/regimen verify");
        terminal.say("Stop everything: deploy/regimen down");
    }
}
