package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
    @ParameterizedTest
    @CsvSource({
        "SOMETHING, RETRY_STATE_CANCEL_REQUESTED, true",
        "ERROR, RETRY_STATE_CANCEL_REQUESTED, true",
        "CORRUPT_FILE, RETRY_STATE_CANCEL_REQUESTED, false",
        "ERROR, RETRY_STATE_TIMEOUT, false",
    })
    void isCancelled_stepThatFailsWhileItIsToldToStop_unlessItsReasonIsFinal(
            String type, RetryState state, boolean cancelled) {
        assertEquals(cancelled, Steps.isCancelled(step(state, ApplicationFailure.newFailure("injected", type))));
    }

    @Test
    void isCancelled_cancelledStepOrWorkflow() {
        CanceledFailure cancelled = new CanceledFailure("told to");
        assertTrue(Steps.isCancelled(cancelled));
        assertTrue(Steps.isCancelled(step(RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE, cancelled)));
        assertFalse(Steps.isCancelled(new IllegalStateException("no")));
    }

    private static ActivityFailure step(RetryState state, Throwable cause) {
        return new ActivityFailure("step", 1, 2, "Backtest", "id", state, "worker", cause);
    }
}
