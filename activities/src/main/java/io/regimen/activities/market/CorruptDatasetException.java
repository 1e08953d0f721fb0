package io.regimen.activities.market;

/** A dataset file that is damaged, is not one, or is not the one asked for. */
public final class CorruptDatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptDatasetException(String message) {
        super(message);
    }

    CorruptDatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
