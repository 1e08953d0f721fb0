package io.regimen.workflows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a rejudgement ended, or that it still runs.
 *
 * @param leads regimes in which it leads under the new terms when it was judged
 * @param failureKind set if and only if the status is FAILED
 */
public record RejudgeResult(
        int position,
        RejudgeStatus status,
        List<String> leads,
        @Nullable FailureKind failureKind,
        @Nullable String reason) {
    public RejudgeResult {
        leads = leads == null ? List.of() : List.copyOf(leads);
    }

    public static RejudgeResult of(int position, RejudgeStatus status, @Nullable String reason) {
        return new RejudgeResult(position, status, List.of(), null, reason);
    }

    public static RejudgeResult failed(int position, FailureKind kind, String reason) {
        return new RejudgeResult(position, RejudgeStatus.FAILED, List.of(), kind, reason);
    }
}
