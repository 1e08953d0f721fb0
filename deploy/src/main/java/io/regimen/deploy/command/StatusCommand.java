package io.regimen.deploy.command;

import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.local.Part;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs where. */
@Command(name = "status", description = "Show what runs where; exit code 0 if everything runs, else 1.")
public final class StatusCommand implements Callable<Integer> {
    static final List<String> COLUMNS = List.of("part", "state", "pid", "address", "web_ui");

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        List<Part> parts = new LocalStack(Settings.load(), terminal.progress()).parts();
        terminal.rows(parts, COLUMNS);
        return parts.stream().allMatch(Part::up) ? 0 : 1;
    }
}
