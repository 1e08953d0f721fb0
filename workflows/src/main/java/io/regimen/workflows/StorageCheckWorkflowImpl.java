package io.regimen.workflows;

import io.temporal.workflow.Workflow;

/** One step that reads many files; another worker begins it anew if the first is lost. */
public class StorageCheckWorkflowImpl implements StorageCheckWorkflow {
    @Override
    public StorageCheckReport run(StorageCheckRequest request) {
        StepEnds.check(request.problems());
        String what = request.kindOrDefault().toString();
        StorageJob job = StorageSteps.row("begin " + what).beginCheck(request);
        StorageCheckReport report =
                StorageSteps.ending(job, () -> StorageSteps.beating(what).check(job, request));
        // for the Web UI; leaves no trace in the history
        Workflow.setCurrentDetails(what + " " + report.jobId() + ": " + report.files() + " files read, " + report.bad()
                + " not as they should be");
        return report;
    }
}
