package io.regimen.activities.step;

/**
 * A place where a fault test may strike. In production nothing listens.
 */
@FunctionalInterface
public interface FaultPoint {
    /** Nothing happens. */
    FaultPoint NONE = (place, cell) -> {};

    /** Places in the order in which a cell passes them. */
    enum Place {
        BEFORE_TRAIN,
        IN_TRAIN,
        AFTER_UPLOAD,
        BETWEEN_BATCHES,
        AFTER_JUDGE,
        /** Of a rejudgement, as is the next: the cell is the run's position. */
        BETWEEN_BATCHES_AGAIN,
        AFTER_JUDGE_AGAIN,
    }

    /** Called when a cell passes a place; may throw, or never return. */
    void reached(Place place, int cell);
}
