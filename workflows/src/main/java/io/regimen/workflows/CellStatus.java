package io.regimen.workflows;

import java.util.Locale;

/** State of a cell. All but the first two are final. */
public enum CellStatus {
    PENDING,
    RUNNING,
    SUCCEEDED,
    /** Trained before, or left out on request. */
    SKIPPED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this != PENDING && this != RUNNING;
    }

    /** As stored in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
