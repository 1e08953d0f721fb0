package io.regimen.deploy.local;

import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. As root it is started in a user namespace of its own, where it is nobody and files
 * stay ours; where containers forbid namespaces, as the user "nobody", to whom its folder is given.
 */
final class Unprivileged {
    private enum Way {
        AS_WE_ARE,
        NAMESPACE,
        NOBODY
    }

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Way WAY = choose();

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        List<String> prefix = switch (WAY) {
            case AS_WE_ARE -> List.<String>of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        };
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Makes the folder and the log file ready to be written by {@link #command}. */
    static void prepare(Path folder, Path log) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.toAbsolutePath().getParent());
            if (!Files.exists(log)) {
                Files.createFile(log);
            }
        } catch (IOException e) {
            throw CommandException.failed("The log file " + log + " cannot be written: " + e.getMessage(), e);
        }
        give(folder);
        give(log);
        if (WAY == Way.NOBODY
                && !Shell.run(LIMIT, command(List.of("test", "-w", folder.toString())), Map.of())
                        .ok()) {
            throw CommandException.failed("PostgreSQL does not run as root, and the user nobody cannot reach " + folder
                    + ": work as an ordinary user, or set REGIMEN_HOME to a folder that others may enter.");
        }
    }

    static void give(Path file) {
        if (WAY == Way.NOBODY) {
            Shell.run(LIMIT, "chown", "-R", "65534:65534", file.toString());
        }
    }

    private static Way choose() {
        if (!Shell.run(LIMIT, "id", "-u").output().equals("0")) {
            return Way.AS_WE_ARE;
        }
        Optional<Path> unshare = Shell.onPath("unshare");
        boolean namespaces = unshare.isPresent()
                && Shell.run(LIMIT, unshare.get().toString(), "-U", "true").ok();
        if (namespaces) {
            return Way.NAMESPACE;
        }
        if (Shell.onPath("setpriv").isPresent()) {
            return Way.NOBODY;
        }
        throw CommandException.failed("PostgreSQL does not run as root: work as an ordinary user,"
                + " or set REGIMEN_DB_URL to a PostgreSQL of your own.");
    }
}
