package io.regimen.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** What sweeps and checks of the store have in common: how they call their steps, and how they fail. */
final class StorageSteps {
    /** A store that is away for longer fails the job; the schedule starts the next one. */
    private static final Duration LIMIT = Duration.ofHours(6);

    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(20);

    private StorageSteps() {}

    /** A step that reads or deletes files: it beats, so that a lost worker is noticed. */
    static StorageActivities beating(String summary) {
        return Workflow.newActivityStub(
                StorageActivities.class,
                options(summary)
                        .setStartToCloseTimeout(LIMIT)
                        .setHeartbeatTimeout(HEARTBEAT)
                        .build());
    }

    /** A step of the database. */
    static StorageActivities row(String summary) {
        return Workflow.newActivityStub(
                StorageActivities.class,
                options(summary).setStartToCloseTimeout(SHORT).build());
    }

    /** Does the work of a job; if that fails or is cancelled, the job's row says so before the workflow ends. */
    static <T> T ending(StorageJob job, Supplier<T> work) {
        try {
            return work.get();
        } catch (ActivityFailure | CanceledFailure e) {
            Workflow.newDetachedCancellationScope(() -> row("end the job").fail(job, reason(e)))
                    .run();
            throw e;
        }
    }

    private static String reason(RuntimeException failure) {
        Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
        return switch (cause) {
            case CanceledFailure cancelled -> "cancelled";
            case ApplicationFailure known -> known.getOriginalMessage();
            case null, default -> "a step did not end within " + LIMIT;
        };
    }

    private static ActivityOptions.Builder options(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CPU)
                .setScheduleToCloseTimeout(LIMIT)
                .setRetryOptions(StepEnds.retries())
                .setSummary(summary);
    }
}
