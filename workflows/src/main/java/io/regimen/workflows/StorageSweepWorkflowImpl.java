package io.regimen.workflows;

import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * Four steps in a row, each of which goes through all files in batches and may begin anew at any time: what is done is
 * done, and the audit remembers what that was. Files are compared with the store before anything is given up, so that
 * what is marked as gone is not what this sweep deletes.
 */
public class StorageSweepWorkflowImpl implements StorageSweepWorkflow {
    @Override
    public SweepReport run(SweepRequest request) {
        StepEnds.check(request.problems());
        StorageJob job = StorageSteps.row("begin").beginSweep(request);
        SweepReport report = StorageSteps.ending(job, () -> sweep(job, request));
        describe(report);
        return report;
    }

    private static SweepReport sweep(StorageJob job, SweepRequest request) {
        StoreListing listing =
                StorageSteps.beating("compare the store with the tables").compare(job, request);
        List<SweepAction> actions = new ArrayList<>(listing.actions());
        actions.addAll(StorageSteps.beating("give up what nothing wants").giveUp(job, request));
        actions.addAll(StorageSteps.beating("delete what was given up").delete(job, request));
        return StorageSteps.row("finish").finishSweep(job, request, new StoreListing(listing.objects(), actions));
    }

    /** For the Web UI; leaves no trace in the history. */
    private static void describe(SweepReport report) {
        StringBuilder text = new StringBuilder((report.dryRun() ? "dry run" : "sweep") + " " + report.jobId() + ": "
                + report.objects() + " objects in the store");
        report.actions()
                .forEach(action -> text.append("\n\n")
                        .append(action.action())
                        .append(' ')
                        .append(action.files())
                        .append(' ')
                        .append(action.kind())
                        .append(", ")
                        .append(action.reason()));
        Workflow.setCurrentDetails(text.toString());
    }
}
