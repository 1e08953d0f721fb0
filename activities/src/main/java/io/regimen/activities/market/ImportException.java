package io.regimen.activities.market;

/** A file that cannot be imported. The message is one sentence: what is wrong, where, and how to mend it. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
