package io.regimen.workflows.leader;

import org.jspecify.annotations.Nullable;

/**
 * How a change by hand ended.
 *
 * @param changed false if all was so already
 * @param formerRun who led before; null if nobody did
 * @param leaderRun who leads now; null if nobody does
 * @param sentence the same for a person
 */
public record LeaderChanged(
        boolean changed,
        @Nullable Long formerRun,
        @Nullable Long leaderRun,
        @Nullable Double leaderScore,
        String sentence) {}
