package io.regimen.activities.selection;

import org.jspecify.annotations.Nullable;

/**
 * What was ever tried on a market, from the trial ledger.
 *
 * @param trials configurations that took positions of their own, over all runs and evaluations
 * @param candidates runs under an evaluation: each sends one configuration, chosen on validation, to compete on test
 * @param sharpeVariance sample variance of the trials' annualised Sharpe ratios on test; null below two
 */
public record Ledger(long trials, long candidates, @Nullable Double sharpeVariance) {}
