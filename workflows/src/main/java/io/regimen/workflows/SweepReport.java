package io.regimen.workflows;

import java.util.List;

/**
 * What a sweep did.
 *
 * @param jobId id in the database, which the audit rows name
 * @param objects objects of models and features that the store held when they were listed
 * @param actions in a dry run: what would be done
 */
public record SweepReport(long jobId, boolean dryRun, long objects, List<SweepAction> actions) {
    public SweepReport {
        actions = List.copyOf(actions);
    }
}
