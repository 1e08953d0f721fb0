package io.regimen.activities.market;

/** Two datasets cannot be put together or compared; the message says why and how to mend it. */
public final class DatasetMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public DatasetMismatchException(String message) {
        super(message);
    }
}
