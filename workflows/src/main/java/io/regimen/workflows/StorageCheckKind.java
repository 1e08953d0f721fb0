package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a check of the store does. */
public enum StorageCheckKind {
    /** Hashes every file. */
    @JsonProperty("verify")
    VERIFY,
    /** Fetches some leaders' files, reads the models and forecasts with them. */
    @JsonProperty("restore_check")
    RESTORE_CHECK,
    /** Trains the runs whose model file is missing or damaged again: the same bytes come out, and are stored. */
    @JsonProperty("retrain")
    RETRAIN;

    /** The id of a check that a person starts. */
    public String workflowId() {
        return "storage-" + toString().replace('_', '-');
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
