package io.regimen.activities.backtest;

import io.regimen.workflows.InferenceConfig;

/**
 * One inference backtest.
 *
 * @param positionsHash hash of the signals taken and their holding times over both segments: configurations with equal
 *     hashes took the same positions, and count as one trial
 */
public record BacktestResult(
        InferenceConfig config, SegmentResult validation, SegmentResult test, long positionsHash) {}
