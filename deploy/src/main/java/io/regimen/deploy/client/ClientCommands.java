package io.regimen.deploy.client;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this package, to be added to a root command. */
public final class ClientCommands {
    private static final Map<String, String> CONTROLS = Map.of(
            "pause", "No new cell starts; running cells finish.",
            "resume", "Cells start again.",
            "cancel", "Ends a grid: running steps are told to stop.",
            "retry-failed", "Trains failed cells again, also of a grid that has ended.");

    private ClientCommands() {}

    /** {@code grid}, {@code runs}, {@code files}, {@code leaders} and {@code regimes} with their subcommands, for the API that the environment names. */
    public static List<CommandLine> all() {
        return all(ApiAddress.fromEnvironment());
    }

    /** The same for another API. */
    public static List<CommandLine> all(ApiAddress address) {
        return all(address, System.in, Duration.ofSeconds(1));
    }

    /** The same; a file named "-" is read from {@code in}, and watching asks the API once in {@code poll}. */
    static List<CommandLine> all(ApiAddress address, InputStream in, Duration poll) {
        ApiClient api = new ApiClient(address);
        CommandLine grid = new CommandLine(new Group.Grid())
                .addSubcommand(new GridValidate(api, in))
                .addSubcommand(new GridEstimate(api, in))
                .addSubcommand(new GridStart(api, in, poll))
                .addSubcommand(new GridList(api))
                .addSubcommand(new GridShow(api))
                .addSubcommand(new GridWatch(api, poll))
                .addSubcommand(new GridWindow(api))
                .addSubcommand(new GridSkip(api))
                .addSubcommand(new GridExample(api));
        CONTROLS.keySet().stream().sorted().forEach(action -> {
            CommandLine control = new CommandLine(new GridControl(api, action));
            control.getCommandSpec().name(action).usageMessage().description(CONTROLS.get(action));
            grid.addSubcommand(action, control);
        });
        CommandLine runs = new CommandLine(new RunsList.Default(api))
                .addSubcommand(new RunsList(api))
                .addSubcommand(new RunsShow(api))
                .addSubcommand(new RunsCurve(api, poll))
                .addSubcommand(new RunsRejudge(api, in, poll));
        CommandLine regimes = new CommandLine(new RegimeList.Default(api))
                .addSubcommand(new RegimeList(api))
                .addSubcommand(new RegimeMeasures(api))
                .addSubcommand(new RegimeExample(api))
                .addSubcommand(new RegimeShow(api))
                .addSubcommand(new RegimeTry(api, in))
                .addSubcommand(new RegimeSave(api, in))
                .addSubcommand(new RegimeRetire(api))
                .addSubcommand(new RunsRejudge(api, in, poll));
        CommandLine leaders = new CommandLine(new Leaders(api))
                .addSubcommand(new LeadersExplain(api))
                .addSubcommand(new LeadersGlobal(api))
                .addSubcommand(new LeadersPlaces(api))
                .addSubcommand(new LeadersHistory(api))
                .addSubcommand(new LeadersChange.Promote(api))
                .addSubcommand(new LeadersChange.Retire(api))
                .addSubcommand(new LeadersChange.Release(api))
                .addSubcommand(new CommandLine(new LeadersPolicy(api)).addSubcommand(new LeadersPolicy.Set(api)));
        CommandLine files = new CommandLine(new Group.Files())
                .addSubcommand(new FilesList(api))
                .addSubcommand(new FilesStats(api))
                .addSubcommand(new FilesReport(api))
                .addSubcommand(new FilesSweep(api, poll))
                .addSubcommand(new FilesCheck.Verify(api, poll))
                .addSubcommand(new FilesCheck.Restore(api, poll))
                .addSubcommand(new FilesCheck.Retrain(api, poll));
        return List.of(grid, runs, files, leaders, regimes);
    }

    /** Commands that only hold others. */
    static final class Group {
        private Group() {}

        @Command(
                name = "grid",
                description = "Checks, starts, watches and controls grids.",
                synopsisSubcommandLabel = "COMMAND",
                mixinStandardHelpOptions = true)
        static final class Grid {}

        @Command(
                name = "files",
                description = "Lists, checks and cleans up what is in the object store.",
                synopsisSubcommandLabel = "COMMAND",
                mixinStandardHelpOptions = true)
        static final class Files {}
    }
}
