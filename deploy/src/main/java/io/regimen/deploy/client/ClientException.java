package io.regimen.deploy.client;

/** Ends a command with one sentence for a person and an exit code. */
final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private ClientException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** What was asked could not be done: exit code 1. */
    static ClientException failed(String message) {
        return new ClientException(ClientCommand.FAILED, message);
    }

    /** What was asked makes no sense: exit code 2. */
    static ClientException usage(String message) {
        return new ClientException(ClientCommand.USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
