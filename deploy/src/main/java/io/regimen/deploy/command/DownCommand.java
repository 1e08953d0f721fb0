package io.regimen.deploy.command;

import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything that was started on this machine. */
@Command(name = "down", description = "Stop workers, API and servers of this machine; all data stays.")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        LocalStack stack = new LocalStack(settings, terminal.progress());
        stack.down();
        if (terminal.json()) {
            terminal.rows(stack.parts(), StatusCommand.COLUMNS);
        }
        terminal.say("Stopped. Data stays in " + settings.home());
        return 0;
    }
}
