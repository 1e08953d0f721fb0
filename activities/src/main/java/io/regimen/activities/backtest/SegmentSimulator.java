package io.regimen.activities.backtest;

import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.PositionSums;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.metric.SeriesMetrics;
import io.regimen.activities.metric.TradeTally;
import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trades signals over one segment by the rules of {@link InferenceBacktester}. Holds its working arrays, so that judging
 * one more configuration allocates next to nothing; not thread-safe.
 */
final class SegmentSimulator {
    private final Tape tape;
    private final RegimeOrder order;
    private final double periodsPerYear;
    private final int horizon;
    private final int from;
    private final int to;
    /** Bars from a decision to its fill. */
    private final int fillAfter;

    private final int decisions;
    private final double[] rank;
    /** Direction x bars held of each signal; 0 at a bar that was filled in. */
    private final int[] signedHolding;
    /** Return after costs of the trade that each signal would open; NaN where it exits after the segment, or never enters. */
    private final double[] tradeReturn;
    /** Tranches that open minus those that close, by direction, at each decision. */
    private final int[] change;

    private final Vector pnl;
    private final Vector pnlByRegime;
    private final List<TradeTally> tallies;
    private double exposure;
    private double turnover;
    private double gross;
    private double costs;
    private double crowding;
    private long hash;

    SegmentSimulator(
            Tape tape, RegimeStates states, double periodsPerYear, int horizon, int latency, int from, int to) {
        this.tape = tape;
        this.periodsPerYear = periodsPerYear;
        this.horizon = horizon;
        this.from = from;
        this.to = to;
        this.fillAfter = 1 + latency;
        this.decisions = Math.max(0, to - from - fillAfter - 1);
        this.order = new RegimeOrder(states, from, decisions);
        this.rank = new double[decisions];
        this.signedHolding = new int[decisions];
        this.tradeReturn = new double[decisions];
        this.change = new int[decisions + horizon];
        this.pnl = new Vector(decisions);
        this.pnlByRegime = new Vector(decisions);
        this.tallies = Stream.generate(TradeTally::new).limit(order.count()).toList();
    }

    /** Takes the signals that further runs apply their thresholds to. */
    void load(RankedSignals ranked) {
        for (int i = 0; i < decisions; i++) {
            int sign = tape.real(from + i) ? ranked.sign(from + i) : 0;
            int planned = from + i + fillAfter;
            int leave = planned + ranked.holding(from + i);
            int entry = tape.nextReal[planned];
            int exit = leave < to ? tape.nextReal[leave] : to;
            rank[i] = ranked.rank(from + i);
            signedHolding[i] = sign * ranked.holding(from + i);
            tradeReturn[i] = entry < exit && exit < to
                    ? sign * (tape.open[exit] / tape.open[entry] - 1) - tape.cost[entry] - tape.cost[exit]
                    : Double.NaN;
        }
    }

    /** Trades the loaded signals whose rank reaches a threshold. */
    SegmentResult run(double threshold) {
        take(threshold);
        walk();
        TradeTally trades = new TradeTally();
        List<RegimeMetrics> perRegime = new ArrayList<>(order.count());
        for (int regime = 0; regime < order.count(); regime++) {
            TradeTally tally = tallies.get(regime);
            trades.add(tally);
            SeriesMetrics series =
                    SeriesMetrics.of(pnlByRegime, order.start[regime], order.start[regime + 1], periodsPerYear);
            perRegime.add(RegimeMetrics.of(regime, series, tally));
        }
        Metrics total = Metrics.of(
                SeriesMetrics.of(pnl, periodsPerYear),
                trades,
                new PositionSums(turnover, exposure, gross, costs, 0, 0, crowding),
                periodsPerYear);
        return new SegmentResult(total, perRegime);
    }

    BacktestPath path(double threshold) {
        take(threshold);
        walk();
        Vector taken = new Vector(decisions);
        Vector positions = new Vector(decisions);
        Vector earned = new Vector(decisions);
        Vector trades = new Vector(decisions);
        int live = 0;
        double position = 0;
        for (int i = 0; i < decisions; i++) {
            live += change[i];
            position = tape.real(from + i + fillAfter) ? (double) live / horizon : position;
            boolean takes = rank[i] >= threshold && signedHolding[i] != 0;
            taken.set(i, takes ? Integer.signum(signedHolding[i]) : 0);
            trades.set(i, takes ? tradeReturn[i] : Double.NaN);
            positions.set(i, position);
            earned.set(i, pnl.get(i));
        }
        return new BacktestPath(from, taken, positions, earned, trades);
    }

    /** Hash of the signals and holding times of the last run. */
    long hash() {
        return hash;
    }

    private void take(double threshold) {
        Arrays.fill(change, 0);
        tallies.forEach(TradeTally::clear);
        long mixed = decisions;
        for (int i = 0; i < decisions; i++) {
            int held = signedHolding[i];
            if (rank[i] < threshold || held == 0) {
                continue;
            }
            mixed = (mixed ^ ((long) i << Integer.SIZE) ^ held) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> Integer.SIZE;
            int direction = Integer.signum(held);
            change[i] += direction;
            change[i + Math.abs(held)] -= direction;
            if (!Double.isNaN(tradeReturn[i])) {
                tallies.get(order.regime[i]).add(tradeReturn[i]);
            }
        }
        hash = mixed;
    }

    private void walk() {
        exposure = 0;
        turnover = 0;
        gross = 0;
        costs = 0;
        crowding = 0;
        int live = 0;
        double before = 0;
        for (int i = 0; i < decisions; i++) {
            live += change[i];
            int fill = from + i + fillAfter;
            // orders wait for a bar that was quoted; until then the position is held
            double position = tape.real(fill) ? (double) live / horizon : before;
            double traded = Math.abs(position - before);
            double earned = position * tape.openReturn[fill];
            double paid = traded * tape.cost[fill];
            before = position;
            exposure += Math.abs(position);
            turnover += traded;
            gross += earned;
            costs += paid;
            crowding += traded * traded * tape.perVolume[fill];
            pnl.set(i, earned - paid);
            pnlByRegime.set(order.place[i], earned - paid);
        }
    }
}
