package io.regimen.deploy.command;

import io.regimen.deploy.local.TemporalBinary;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Provides the Temporal program and prints its path: the launcher's {@code test} needs it before Maven runs. */
@Command(name = "provide-temporal", hidden = true, description = "Provide the temporal program and print its path.")
public final class TemporalCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        terminal.say(new TemporalBinary(Settings.load().home())
                .provide(terminal.progress())
                .toString());
        return 0;
    }
}
