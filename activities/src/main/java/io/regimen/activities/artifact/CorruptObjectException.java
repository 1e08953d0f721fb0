package io.regimen.activities.artifact;

/** The bytes that arrived are not the bytes that were stored: damaged, cut short, or larger than allowed. */
public final class CorruptObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptObjectException(String message) {
        super(message);
    }
}
