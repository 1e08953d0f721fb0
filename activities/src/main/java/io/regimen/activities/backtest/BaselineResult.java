package io.regimen.activities.backtest;

import io.regimen.activities.inference.Baseline;

/** A baseline on the same bars, costs and horizon as the configurations. */
public record BaselineResult(Baseline baseline, SegmentResult validation, SegmentResult test) {}
