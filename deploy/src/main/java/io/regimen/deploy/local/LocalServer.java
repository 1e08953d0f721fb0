package io.regimen.deploy.local;

import io.regimen.deploy.terminal.Progress;
import java.util.Optional;

/** A server that runs on this machine as a process of its own and survives the command that started it. */
public interface LocalServer {
    String name();

    /** Where clients find it, for people. */
    String address();

    /** Its process, if it runs. */
    Optional<ProcessHandle> running();

    /**
     * Checks that it could listen where it is told to.
     *
     * @throws io.regimen.deploy.terminal.CommandException naming the port, and the setting that moves it
     */
    void requirePorts();

    /** Starts it and returns when it answers; leaves one that runs already alone. Survives a kill of the last one. */
    void start(Progress progress);

    /** Ends it in an orderly way; returns when it is gone. */
    void stop();

    /** Ends it as a crash would: for fault tests. Returns when it is gone. */
    void crash();
}
