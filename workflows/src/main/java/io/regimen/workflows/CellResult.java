package io.regimen.workflows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a cell ended.
 *
 * @param leads regimes in which the run leads at the end of the cell
 * @param failureKind set if and only if the status is FAILED
 */
public record CellResult(
        int index,
        CellStatus status,
        List<String> leads,
        @Nullable FailureKind failureKind,
        @Nullable String reason) {
    public CellResult {
        leads = leads == null ? List.of() : List.copyOf(leads);
    }

    public static CellResult of(int index, CellStatus status) {
        return new CellResult(index, status, List.of(), null, null);
    }

    public static CellResult failed(int index, FailureKind kind, String reason) {
        return new CellResult(index, CellStatus.FAILED, List.of(), kind, reason);
    }
}
