package io.regimen.deploy.command;

import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything that does not run yet. */
@Command(name = "up", description = "Start the servers, the API and the workers; what runs already is left alone.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--separate", description = "One process for each role, instead of one for all.")
    private boolean separate;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description = "Only these roles on this machine: store, api, worker-cpu, worker-gpu (default: all).")
    private List<String> roles = LocalStack.ROLES;

    @Override
    public Integer call() {
        RoleNames.check(roles);
        LocalStack stack = new LocalStack(Settings.load(), terminal.progress());
        stack.up(roles, separate);
        terminal.rows(stack.parts(), StatusCommand.COLUMNS);
        terminal.say("Stop everything with: deploy/regimen down");
        return 0;
    }
}
