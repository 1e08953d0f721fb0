package io.regimen.activities.step;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.split.TooFewBarsException;
import io.regimen.workflows.FailureKind;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Supplier;

/** The one place where exceptions of activities become typed failures that decide about a retry. */
final class Failures {
    /** Attempts after which memory that did not suffice, or a file that did not match, is believed. */
    private static final int BELIEVED_AFTER = 3;

    private Failures() {}

    static ApplicationFailure of(FailureKind kind, String message) {
        return ApplicationFailure.newFailure(message, kind.name());
    }

    /** What is asked for is being done by somebody else. */
    static ApplicationFailure busy(String message, Duration askAgain) {
        return ApplicationFailure.newBuilder()
                .setMessage(message)
                .setType("BUSY")
                .setNextRetryDelay(askAgain)
                .build();
    }

    /** Runs an activity's work; what it throws leaves as a typed failure. */
    static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (TooFewBarsException e) {
            throw of(FailureKind.MISSING_DATA, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw believedLater(FailureKind.OUT_OF_MEMORY, "memory did not suffice: " + e.getMessage());
        } catch (CorruptModelException | CorruptFileException e) {
            throw believedLater(FailureKind.CORRUPT_FILE, String.valueOf(e.getMessage()));
        }
    }

    private static ApplicationFailure believedLater(FailureKind kind, String message) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        return attempt >= BELIEVED_AFTER
                ? of(kind, message + " (" + attempt + " attempts)")
                : of(FailureKind.ERROR, message);
    }
}
