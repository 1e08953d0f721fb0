package io.regimen.workflows;

import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How steps are tried again, and how what they cannot do ends a workflow. */
public final class StepEnds {
    private StepEnds() {}

    /** Unlimited attempts: a failing step stays pending and visible until its schedule-to-close limit. */
    public static RetryOptions retries() {
        return RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofSeconds(30))
                .setDoNotRetry(FailureKind.notRetried())
                .build();
    }

    /** Ends the workflow as BAD_INPUT if its request has problems. */
    public static void check(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw badInput(problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
    }

    static ApplicationFailure badInput(String message) {
        return ApplicationFailure.newNonRetryableFailure(message, FailureKind.BAD_INPUT.name());
    }

    /** Does the work; a step that refuses it ends the workflow with the step's own words. */
    public static <T> T reasoned(Supplier<T> work) {
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
