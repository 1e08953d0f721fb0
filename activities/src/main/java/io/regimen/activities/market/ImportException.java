package io.regimen.activities.market;

/** A file that cannot be imported. The message is one sentence: what is wrong, where, and how to mend it. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public ImportException(String message) {
        super(message);
        this.message = message;
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
