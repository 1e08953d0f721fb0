package io.regimen.api.grid;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Temporal says of the newest execution of a grid's workflow.
 *
 * @param status running, completed, failed, canceled, terminated, timed_out, or unknown if Temporal does not answer
 * @param failure why it failed, in the words of the step that failed
 * @param webUi its page in the Temporal Web UI, where the address of that is known
 */
record WorkflowState(
        String status,
        @Nullable String runId,
        @Nullable Instant startedAt,
        @Nullable String failure,
        @Nullable String webUi) {
    static final WorkflowState UNKNOWN = new WorkflowState("unknown", null, null, null, null);

    @JsonIgnore
    boolean isOpen() {
        return status.equals("running");
    }

    @JsonIgnore
    boolean isKnown() {
        return !status.equals("unknown");
    }
}
