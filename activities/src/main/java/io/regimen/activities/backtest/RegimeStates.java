package io.regimen.activities.backtest;

/** The regime of every bar, as known at its close. */
public interface RegimeStates {
    /** Number of regimes. */
    int count();

    /** Regime of a bar, from 0 to below {@link #count}. */
    int at(int bar);
}
