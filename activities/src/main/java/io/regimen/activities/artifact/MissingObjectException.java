package io.regimen.activities.artifact;

/** There is no object under a key. Trying again does not help. */
public final class MissingObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingObjectException(String key, Throwable cause) {
        super("no object " + key + " in the store", cause);
    }
}
