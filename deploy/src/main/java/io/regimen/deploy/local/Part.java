package io.regimen.deploy.local;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code status}.
 *
 * @param part temporal, postgresql, or a role
 * @param pid of the process that runs it; roles may share one
 * @param webUi address of the local Temporal server's Web UI; null for all other parts
 */
public record Part(
        String part,
        State state,
        @Nullable Long pid,
        String address,
        @Nullable String webUi) {
    /** What is known of a part. */
    public enum State {
        RUNNING,
        STARTING,
        STOPPED,
        /** Given by its address, and it accepts connections. */
        EXTERNAL,
        /** Given by its address, and it does not accept connections. */
        UNREACHABLE
    }

    /** True if work can rely on it. */
    public boolean up() {
        return state == State.RUNNING || state == State.EXTERNAL;
    }
}
