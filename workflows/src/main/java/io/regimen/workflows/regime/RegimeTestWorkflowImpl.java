package io.regimen.workflows.regime;

import io.regimen.workflows.FailureKind;
import io.regimen.workflows.StepEnds;
import io.regimen.workflows.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One activity: the answer must come from a worker, where the mathematics is. Given up after a minute. */
public class RegimeTestWorkflowImpl implements RegimeTestWorkflow {
    @Override
    public RegimeReport run(RegimeTestRequest request) {
        RegimeActivities activities = Workflow.newActivityStub(
                RegimeActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .setScheduleToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setDoNotRetry(FailureKind.notRetried())
                                .build())
                        .build());
        return StepEnds.reasoned(() -> activities.test(request));
    }
}
