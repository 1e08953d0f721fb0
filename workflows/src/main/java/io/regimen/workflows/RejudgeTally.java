package io.regimen.workflows;

/** Counts of runs of a rejudgement that ended. */
public record RejudgeTally(int judged, int alreadyJudged, int refused, int failed, int cancelled) {
    public static final RejudgeTally NONE = new RejudgeTally(0, 0, 0, 0, 0);

    public int total() {
        return judged + alreadyJudged + refused + failed + cancelled;
    }

    /**
     * This tally and one more run.
     *
     * @throws IllegalArgumentException if the status is not final
     */
    public RejudgeTally plus(RejudgeStatus status) {
        return switch (status) {
            case JUDGED -> new RejudgeTally(judged + 1, alreadyJudged, refused, failed, cancelled);
            case ALREADY_JUDGED -> new RejudgeTally(judged, alreadyJudged + 1, refused, failed, cancelled);
            case REFUSED -> new RejudgeTally(judged, alreadyJudged, refused + 1, failed, cancelled);
            case FAILED -> new RejudgeTally(judged, alreadyJudged, refused, failed + 1, cancelled);
            case CANCELLED -> new RejudgeTally(judged, alreadyJudged, refused, failed, cancelled + 1);
            case PENDING, RUNNING -> throw new IllegalArgumentException("a run cannot end " + status);
        };
    }
}
