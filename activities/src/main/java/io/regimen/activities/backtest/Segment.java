package io.regimen.activities.backtest;

/** The parts of the data that configurations are judged on: chosen on the first, scored on the second. */
public enum Segment {
    VALIDATION,
    TEST
}
