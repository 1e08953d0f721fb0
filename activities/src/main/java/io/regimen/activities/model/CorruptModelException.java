package io.regimen.activities.model;

/** Bytes that are not a model file. */
public final class CorruptModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptModelException(String message) {
        super(message);
    }
}
