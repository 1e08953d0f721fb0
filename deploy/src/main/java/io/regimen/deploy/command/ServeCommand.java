package io.regimen.deploy.command;

import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.role.Role;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Logging;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A server process in the foreground: starts its roles in order, runs until SIGTERM, then ends them in reverse order.
 * If a role cannot start, those before it are ended and the process fails.
 */
@Command(name = "serve", hidden = true, description = "Run roles in the foreground until SIGTERM.")
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(names = "--roles", split = ",", required = true, paramLabel = "ROLE")
    private List<String> roles = List.of();

    @Option(names = "--name", description = "Name of the log file and of the process; default: the role, or app.")
    private @Nullable String name;

    private final List<Role> available;
    private final Deque<Running> running = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private record Running(String role, AutoCloseable handle) {}

    public ServeCommand(List<Role> available) {
        this.available = List.copyOf(available);
    }

    @Override
    public Integer call() throws InterruptedException {
        RoleNames.check(roles);
        List<Role> wanted = roles.stream().map(this::role).toList();
        Settings settings = Settings.load();
        String process = name != null ? name : roles.size() == 1 ? roles.getFirst() : AppProcess.ALL_IN_ONE;
        Logging.toFile(settings.in("log", process + ".log"), "OFF", settings.secrets());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        for (Role role : wanted) {
            LOG.info("starting {}", role.name());
            start(role, settings);
        }
        LOG.info("all roles run: {}", roles);
        if (name != null) {
            new AppProcess(settings, name).markReady();
        }
        ended.await();
        return 0;
    }

    private void start(Role role, Settings settings) {
        synchronized (running) {
            if (ended.getCount() > 0) {
                running.push(new Running(role.name(), role.start(settings)));
            }
        }
    }

    private Role role(String wanted) {
        return available.stream()
                .filter(role -> role.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> CommandException.failed("The role " + wanted + " is not in this build."));
    }

    private void end() {
        synchronized (running) {
            while (!running.isEmpty()) {
                Running last = running.pop();
                LOG.info("ending {}", last.role());
                try {
                    last.handle().close();
                } catch (Exception e) {
                    LOG.error("{} did not end in an orderly way", last.role(), e);
                }
            }
            ended.countDown();
        }
    }
}
