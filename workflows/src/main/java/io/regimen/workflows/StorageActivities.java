package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Steps of sweeps and checks of the store. Each may be delivered more than once and has one effect. */
@ActivityInterface
public interface StorageActivities {
    /** Begins a sweep; its row says so from now on. */
    @ActivityMethod(name = "BeginSweep")
    StorageJob beginSweep(SweepRequest request);

    /** Gives up files that nothing wants any more. Returns what it would do in a dry run, else nothing: see the audit. */
    @ActivityMethod(name = "GiveUpFiles")
    List<SweepAction> giveUp(StorageJob job, SweepRequest request);

    /** Deletes the objects of files that were given up, by whomever. Returns what giveUp does. */
    @ActivityMethod(name = "DeleteFiles")
    List<SweepAction> delete(StorageJob job, SweepRequest request);

    /**
     * Lists the store: deletes objects that no row knows, marks files whose object is gone, and those that are back.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT if so little fits that this can hardly be the store of
     *     these tables; nothing is changed then
     */
    @ActivityMethod(name = "CompareStore")
    StoreListing compare(StorageJob job, SweepRequest request);

    /** Ends a sweep and says what it did. */
    @ActivityMethod(name = "FinishSweep")
    SweepReport finishSweep(StorageJob job, SweepRequest request, StoreListing listing);

    @ActivityMethod(name = "BeginCheck")
    StorageJob beginCheck(StorageCheckRequest request);

    /** Reads files and says which are not as they should be; these are marked. Ends the check. */
    @ActivityMethod(name = "CheckFiles")
    StorageCheckReport check(StorageJob job, StorageCheckRequest request);

    /** Ends a sweep or check that could not be carried out. */
    @ActivityMethod(name = "FailStorageJob")
    void fail(StorageJob job, String reason);
}
