package io.regimen.workflows.leader;

import io.regimen.workflows.StepEnds;
import io.regimen.workflows.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How the workflows of this package call their steps. */
final class LeaderSteps {
    private static final Duration LIMIT = Duration.ofHours(6);
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);

    private LeaderSteps() {}

    /** Ranking a market of thousands of runs takes minutes: it beats, so that a lost worker is noticed. */
    static LeaderActivities stub(String summary) {
        return Workflow.newActivityStub(
                LeaderActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setStartToCloseTimeout(LIMIT)
                        .setScheduleToCloseTimeout(LIMIT)
                        .setHeartbeatTimeout(HEARTBEAT)
                        .setRetryOptions(StepEnds.retries())
                        .setSummary(summary)
                        .build());
    }
}
