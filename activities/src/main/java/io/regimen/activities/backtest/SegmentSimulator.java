package io.regimen.activities.backtest;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.PositionSums;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.metric.SeriesMetrics;
import io.regimen.activities.metric.SeriesSums;
import io.regimen.activities.metric.TradeTally;
import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades the signals of one prediction method and lookback over one segment by the rules of {@link InferenceBacktester}:
 * all ensembles and thresholds in one walk. Not thread-safe.
 */
final class SegmentSimulator {
    /**
     * Where the spread of returns is so much smaller than their mean that running sums of squares lose it: there it is
     * worked out from the series. With real returns the mean is the smaller one.
     */
    private static final double CANCELLED = 1e-3;

    private static final int ALL_REGIMES = -1;

    private final Tape tape;
    private final RegimeBars regimes;
    private final double periodsPerYear;
    private final SignalRows rows;
    private final LaneWalk walk;

    /** @param streams ensembles that will be loaded */
    SegmentSimulator(
            Tape tape,
            RegimeBars regimes,
            TradeReturns returns,
            double periodsPerYear,
            int streams,
            Arithmetic arithmetic) {
        this.tape = tape;
        this.regimes = regimes;
        this.periodsPerYear = periodsPerYear;
        this.rows = new SignalRows(returns, regimes, streams);
        this.walk = LaneWalk.of(arithmetic);
    }

    /** Takes the signals of one ensemble; the first one first. */
    void load(RankedSignals ranked, int stream) {
        rows.load(tape, ranked, stream);
    }

    /** Trades every lane. */
    LaneBook run(List<LaneGroup.Lane> lanes) {
        LaneBook book = new LaneBook(lanes, regimes.count());
        walk.walk(tape, rows, book);
        return book;
    }

    BacktestPath path(int stream, double threshold) {
        return PathWalk.of(tape, rows, stream, threshold);
    }

    /** What a lane of a book that was run has earned. */
    SegmentResult result(LaneBook book, int lane) {
        TradeTally trades = new TradeTally();
        List<RegimeMetrics> perRegime = new ArrayList<>(regimes.count());
        for (int regime = 0; regime < regimes.count(); regime++) {
            int cell = regime * book.lanes + lane;
            TradeTally tally = new TradeTally(
                    (int) book.tradeCount[cell],
                    (int) book.winCount[cell],
                    (int) book.lossCount[cell],
                    book.won[cell],
                    book.lost[cell]);
            trades.add(tally);
            int bars = regimes.bars[regime];
            SeriesMetrics series = metrics(book.byRegime, cell, bars, 0, 0, book, lane, regime);
            perRegime.add(RegimeMetrics.of(regime, series, tally));
        }
        PositionSums positions = new PositionSums(
                book.turnover[lane],
                book.exposure[lane],
                book.gross[lane],
                book.trading[lane],
                book.impact[lane],
                book.carry[lane],
                book.crowding[lane]);
        SeriesMetrics series = metrics(
                book.total, lane, rows.decisions, book.downside[lane], book.losses[lane], book, lane, ALL_REGIMES);
        return new SegmentResult(Metrics.of(series, trades, positions, periodsPerYear), perRegime);
    }

    private SeriesMetrics metrics(
            LaneBook.Series series,
            int cell,
            int bars,
            double downside,
            double losses,
            LaneBook book,
            int lane,
            int regime) {
        double total = series.sum[cell];
        double squares = bars == 0 ? 0 : Math.max(0, series.squares[cell] - total * (total / bars));
        if (squares < CANCELLED * series.squares[cell]) {
            squares = squaresAround(total / bars, book, lane, regime);
        }
        return SeriesMetrics.of(
                new SeriesSums(bars, total, squares, downside, losses, series.wealth[cell], series.drawdown[cell]),
                periodsPerYear);
    }

    private double squaresAround(double mean, LaneBook book, int lane, int regime) {
        Vector pnl = path(book.stream[lane], book.threshold[lane]).pnl();
        double squares = 0;
        for (int i = 0; i < pnl.size(); i++) {
            if (regime == ALL_REGIMES || regimes.regime[i] == regime) {
                double deviation = pnl.get(i) - mean;
                squares += deviation * deviation;
            }
        }
        return squares;
    }
}
