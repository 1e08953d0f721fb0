package io.regimen.deploy;

import picocli.CommandLine.Command;

/** The root command: it only groups the others. */
@Command(
        name = "deploy/regimen",
        mixinStandardHelpOptions = true,
        version = "Regimen 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Trains forecasting models over a grid and keeps what leads a market regime.",
        footer =
                "%nAlso: deploy/regimen test [--faults] runs the tests.%nExit codes: 0 done, 1 failed, 2 wrong usage. All state is in REGIMEN_HOME (default: .regimen).",
        exitCodeOnExecutionException = 1)
final class Regimen {}
