package io.regimen.deploy.terminal;

import java.util.Objects;

/**
 * A failure that a person can understand and mend. The message is one sentence or two: what is wrong, where, and how to
 * mend it; it is shown alone, without a stack trace.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked could not be done: exit code 1. */
    public static CommandException failed(String message) {
        return new CommandException(1, message);
    }

    /** As {@link #failed(String)}; the cause goes to the log file only. */
    public static CommandException failed(String message, Throwable cause) {
        return new CommandException(1, message, cause);
    }

    /** What was asked makes no sense (an argument, a setting): exit code 2. */
    public static CommandException usage(String message) {
        return new CommandException(2, message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public int exitCode() {
        return exitCode;
    }
}
