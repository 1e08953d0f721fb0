package io.regimen.deploy.data;

import io.regimen.deploy.settings.Settings;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands on datasets. */
@Command(
        name = "data",
        description = "Lists datasets, says what is wrong with them, compares them and makes new versions.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class DataCommand {
    private DataCommand() {}

    /** The group with its commands, which work on the servers that the settings name. */
    public static CommandLine with(Supplier<Settings> settings) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataList(settings))
                .addSubcommand(new DataReport(settings))
                .addSubcommand(new DataCompare(settings))
                .addSubcommand(new DataMerge(settings))
                .addSubcommand(new DataFetch(settings))
                .addSubcommand(new DataFunding(settings));
    }
}
