package io.regimen.deploy;

import io.regimen.deploy.client.ClientCommands;
import io.regimen.deploy.command.BenchCommand;
import io.regimen.deploy.command.DemoCommand;
import io.regimen.deploy.command.DownCommand;
import io.regimen.deploy.command.ImportCommand;
import io.regimen.deploy.command.RegimeBenchCommand;
import io.regimen.deploy.command.ServeCommand;
import io.regimen.deploy.command.StatusCommand;
import io.regimen.deploy.command.TemporalCommand;
import io.regimen.deploy.command.UpCommand;
import io.regimen.deploy.command.VerifyCommand;
import io.regimen.deploy.data.DataCommand;
import io.regimen.deploy.role.ApiRole;
import io.regimen.deploy.role.Role;
import io.regimen.deploy.role.StoreRole;
import io.regimen.deploy.role.WorkerRole;
import io.regimen.deploy.settings.Settings;
import java.util.List;
import picocli.CommandLine;

/** Entry point. Every command and every role of this build is named here, and only here. */
public final class Main {
    private static final List<Role> ROLES = List.of(new StoreRole(), new ApiRole(), WorkerRole.CPU, WorkerRole.GPU);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line as it is run, for tests too. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Regimen())
                .addSubcommand(new UpCommand())
                .addSubcommand(new DownCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new ServeCommand(ROLES))
                .addSubcommand(new DemoCommand())
                .addSubcommand(new CommandLine(new BenchCommand()).addSubcommand(new RegimeBenchCommand()))
                .addSubcommand(new ImportCommand(Settings::load))
                .addSubcommand(DataCommand.with(Settings::load))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new TemporalCommand());
        ClientCommands.all(() -> Settings.load().api().uri()).forEach(root::addSubcommand);
        return Failures.reportOn(root);
    }
}
