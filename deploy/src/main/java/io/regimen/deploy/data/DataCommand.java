package io.regimen.deploy.data;

import picocli.CommandLine.Command;

/** Groups the commands on datasets. */
@Command(
        name = "data",
        description = "Lists datasets, says what is wrong with them, compares them and makes new versions.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {DataList.class, DataReport.class, DataMerge.class, DataFetch.class})
public final class DataCommand {}
