package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Database steps of one cell. Each may be delivered more than once and has one effect. */
@ActivityInterface
public interface CellActivities {
    /**
     * Makes the cell's run this workflow's own. While another live workflow works on the same configuration, this fails
     * and is retried: the second one then finds the run trained.
     */
    @ActivityMethod(name = "Claim")
    Claim claim(long gridId, int index);

    /** Fails, and is retried, until there is room in the store for another model; the failure says what is full. */
    @ActivityMethod(name = "AwaitSpace")
    void awaitSpace(RunRef run);

    /** Chooses a configuration per regime, competes for the lead, and decides the model file's fate: one transaction. */
    @ActivityMethod(name = "Judge")
    Judgement judge(RunRef run);

    /** Deletes files that no longer lead and gives cell and run their final state. */
    @ActivityMethod(name = "Finish")
    CellResult finish(RunRef run, CellResult result);
}
