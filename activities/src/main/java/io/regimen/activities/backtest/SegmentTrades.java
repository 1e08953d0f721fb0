package io.regimen.activities.backtest;

import io.regimen.activities.inference.Arithmetic;
import java.util.List;

/** What all configurations share on one segment. Threads may share it once it is prepared. */
final class SegmentTrades {
    private final Tape tape;
    private final RegimeBars regimes;
    private final double periodsPerYear;
    private final TradeReturns returns;
    private final Arithmetic arithmetic;

    SegmentTrades(Tape tape, RegimeStates states, double periodsPerYear, TradeReturns returns, Arithmetic arithmetic) {
        this.tape = tape;
        this.regimes = new RegimeBars(states, returns.from, returns.decisions);
        this.periodsPerYear = periodsPerYear;
        this.returns = returns;
        this.arithmetic = arithmetic;
    }

    /** Works out what trades of these holding times return, if that is not known. */
    void prepare(List<Integer> steps) {
        steps.forEach(returns::prepare);
    }

    /** @param streams ensembles that will be loaded */
    SegmentSimulator simulator(int streams) {
        return new SegmentSimulator(tape, regimes, returns, periodsPerYear, streams, arithmetic);
    }
}
