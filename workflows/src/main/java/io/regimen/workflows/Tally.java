package io.regimen.workflows;

/** Counts of ended cells. */
public record Tally(int succeeded, int skipped, int failed, int cancelled) {
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public int total() {
        return succeeded + skipped + failed + cancelled;
    }

    public Tally plus(Tally other) {
        return new Tally(
                succeeded + other.succeeded,
                skipped + other.skipped,
                failed + other.failed,
                cancelled + other.cancelled);
    }

    /**
     * This tally and one more cell.
     *
     * @throws IllegalArgumentException if the status is not final
     */
    public Tally plus(CellStatus status) {
        return switch (status) {
            case SUCCEEDED -> plus(new Tally(1, 0, 0, 0));
            case SKIPPED -> plus(new Tally(0, 1, 0, 0));
            case FAILED -> plus(new Tally(0, 0, 1, 0));
            case CANCELLED -> plus(new Tally(0, 0, 0, 1));
            case PENDING, RUNNING -> throw new IllegalArgumentException("a cell cannot end " + status);
        };
    }
}
