package io.regimen.activities.model;

/** Told by a trainer that it moved on. */
@FunctionalInterface
public interface TrainingProgress {
    /**
     * Called after each unit of work (a member, a boosting round, an epoch).
     *
     * @throws RuntimeException to stop the training, when it was cancelled
     */
    void moved(int unitsDone, int unitsTotal);
}
