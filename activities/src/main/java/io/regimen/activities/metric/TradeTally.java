package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/** Adds up returns one by one: of trades, or of bars. Undefined ratios are null. Not thread-safe. */
public final class TradeTally {
    private int trades;
    private int wins;
    private int losses;
    private double won;
    private double lost;

    /** Nothing counted yet. */
    public TradeTally() {}

    /** Returns that were counted elsewhere: wins above 0 and their sum, losses below 0 and theirs. */
    public TradeTally(int trades, int wins, int losses, double won, double lost) {
        this.trades = trades;
        this.wins = wins;
        this.losses = losses;
        this.won = won;
        this.lost = lost;
    }

    /** Counts one return: above 0 a win, below 0 a loss, 0 neither. */
    public void add(double tradeReturn) {
        trades++;
        if (tradeReturn > 0) {
            wins++;
            won += tradeReturn;
        } else if (tradeReturn < 0) {
            losses++;
            lost += tradeReturn;
        }
    }

    /** Counts all of another tally. */
    public void add(TradeTally other) {
        trades += other.trades;
        wins += other.wins;
        losses += other.losses;
        won += other.won;
        lost += other.lost;
    }

    public void clear() {
        trades = 0;
        wins = 0;
        losses = 0;
        won = 0;
        lost = 0;
    }

    public int trades() {
        return trades;
    }

    /** Wins / trades. */
    public @Nullable Double winRate() {
        return trades == 0 ? null : (double) wins / trades;
    }

    /** Sum of wins / |sum of losses|; null without a loss. */
    public @Nullable Double profitFactor() {
        return losses == 0 ? null : won / -lost;
    }

    public @Nullable Double averageWin() {
        return wins == 0 ? null : won / wins;
    }

    /** Below 0. */
    public @Nullable Double averageLoss() {
        return losses == 0 ? null : lost / losses;
    }

    /** Mean return in basis points. */
    public @Nullable Double edgeBps() {
        return trades == 0 ? null : 1e4 * (won + lost) / trades;
    }
}
