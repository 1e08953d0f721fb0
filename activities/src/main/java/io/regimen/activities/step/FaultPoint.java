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
        /** Of a sweep, as are the next three: the cell counts how often this attempt was here before. */
        AFTER_STORE_PAGE,
        AFTER_GIVE_UP,
        BEFORE_ORPHAN_DELETED,
        AFTER_ORPHAN_DELETED,
        /** Of deletion, by a sweep or by whatever displaced a leader: counted in the same way. */
        AFTER_DELETE_CLAIMED,
        AFTER_OBJECT_DELETED,
        AFTER_DELETED,
    }

    /** Called when a cell passes a place; may throw, or never return. */
    void reached(Place place, int cell);
}
