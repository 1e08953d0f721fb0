package io.regimen.activities.step;

import io.regimen.workflows.KeepStreams;
import org.jspecify.annotations.Nullable;

/** A run under one evaluation, as the place where its backtests go. */
interface BacktestTarget {
    String evaluationHash();

    /** Whether the position streams are to be kept. */
    KeepStreams keepStreams();

    /** Whether this attempt may still write; called inside each transaction that does, and holds until its end. */
    boolean isCurrent();

    /** Told after each batch that was stored. */
    void stored();

    /** Takes what was measured beside the backtests; ignored if this attempt was given up. */
    void record(
            double backtestSeconds,
            double databaseSeconds,
            int distinctStreams,
            String baselines,
            @Nullable Boolean beatsBaselines);
}
