package io.regimen.activities.feature;

/** A feature set's file that is damaged, is not one, or is not the one asked for. It can be computed again. */
public final class CorruptFeatureSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptFeatureSetException(String message) {
        super(message);
    }

    CorruptFeatureSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
