package io.regimen.deploy;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Logging;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** How commands run and fail: one sentence on standard error, the stack trace in a log file only. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static CommandLine reportOn(CommandLine root) {
        root.setExecutionStrategy(Failures::run);
        root.setExecutionExceptionHandler((error, command, parsed) -> report(error, command.getErr()));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(colour() ? Ansi.ON : Ansi.OFF));
        return root;
    }

    private static int run(ParseResult parsed) {
        Logging.silence();
        if (parsed.hasSubcommand() && !parsed.subcommand().isUsageHelpRequested()) {
            try {
                Settings settings = Settings.load();
                Logging.toFile(settings.in("log", "client.log"), "WARN", settings.secrets());
            } catch (CommandException e) {
                return report(e, parsed.commandSpec().commandLine().getErr());
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int report(Exception error, PrintWriter screen) {
        LOG.info("failed", error);
        if (error instanceof CommandException known) {
            screen.println("regimen: " + known.getMessage());
            screen.flush();
            return known.exitCode();
        }
        screen.println("regimen: unexpected " + error.getClass().getSimpleName() + ": " + error.getMessage()
                + " (details in the log folder of REGIMEN_HOME)");
        screen.flush();
        return 1;
    }

    private static boolean colour() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("NO_COLOR") == null;
    }
}
