package io.regimen.workflows;

/**
 * What a leader must show to be PROVEN.
 *
 * @param minTrades trades in the regime on test, below which nothing can be said (default 30)
 * @param minBars bars in the regime on test, below which nothing can be said (default 500)
 * @param level chance of error that each test may have, in (0, 0.5] (default 0.05)
 * @param maxOverfitting greatest probability of backtest overfitting, in (0, 1] (default 0.5: the configuration that is
 *     best on one half of the bars is at least as often above the median on the other half as below); a run whose choice
 *     loses on the other half no more often than {@code level} need not meet it
 */
public record EvidenceRules(int minTrades, int minBars, double level, double maxOverfitting) {
    private static final EvidenceRules DEFAULTS = new EvidenceRules(30, 500, 0.05, 0.5);

    public static EvidenceRules defaults() {
        return DEFAULTS;
    }

    public EvidenceRules {
        if (minTrades < 1
                || minBars < 2
                || !(level > 0 && level <= 0.5)
                || !(maxOverfitting > 0 && maxOverfitting <= 1)) {
            throw new IllegalArgumentException("rules of evidence out of range: " + minTrades + " trades, " + minBars
                    + " bars, level " + level + ", overfitting " + maxOverfitting);
        }
    }
}
