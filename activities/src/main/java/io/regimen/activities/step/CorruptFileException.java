package io.regimen.activities.step;

/** Stored bytes that do not have the hash that the database holds. */
final class CorruptFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CorruptFileException(String message) {
        super(message);
    }
}
