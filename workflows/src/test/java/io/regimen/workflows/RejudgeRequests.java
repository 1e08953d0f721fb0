package io.regimen.workflows;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests for tests. */
final class RejudgeRequests {
    private RejudgeRequests() {}

    static RejudgeRequest named(String name, int window) {
        return of(name, "EURUSD/1h", null, InferenceGrid.defaults(), new Execution(window, 4, 1, null, null));
    }

    static RejudgeRequest of(
            @Nullable String name,
            @Nullable String market,
            @Nullable List<Long> runs,
            @Nullable InferenceGrid inference,
            @Nullable Execution execution) {
        return new RejudgeRequest(
                name, market, null, runs, false, inference, null, null, execution, "test", new TreeMap<>());
    }
}
