package io.regimen.workflows;

/**
 * One backtest to be looked at bar by bar.
 *
 * @param runId id of the training run
 * @param evaluationHash the evaluation it was judged under
 * @param configIndex index of the inference configuration
 */
public record CurveRequest(long runId, String evaluationHash, int configIndex, CurveSegment segment) {
    private static final int SHOWN = 12;

    /** The one workflow that works on this at a time. */
    public String workflowId() {
        String evaluation = evaluationHash.substring(0, Math.min(SHOWN, evaluationHash.length()));
        return "curve-" + runId + "-" + evaluation + "-" + configIndex + "-" + segment;
    }
}
