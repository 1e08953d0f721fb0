package io.regimen.workflows.leader;

import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Problem;
import io.regimen.workflows.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How the workflows of this package call their steps, and how they fail. */
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
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(500))
                                .setBackoffCoefficient(2)
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .setDoNotRetry(FailureKind.notRetried())
                                .build())
                        .setSummary(summary)
                        .build());
    }

    static void check(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw ApplicationFailure.newNonRetryableFailure(
                    problems.stream().map(Problem::toString).collect(Collectors.joining(" ")),
                    FailureKind.BAD_INPUT.name());
        }
    }

    /** Does the work; a step that refuses it ends the workflow with the step's own words. */
    static <T> T reasoned(Supplier<T> work) {
        try {
            return work.get();
        } catch (ActivityFailure e) {
            if (e.getCause() instanceof ApplicationFailure reason) {
                throw ApplicationFailure.newNonRetryableFailure(reason.getOriginalMessage(), reason.getType());
            }
            throw e;
        }
    }
}
