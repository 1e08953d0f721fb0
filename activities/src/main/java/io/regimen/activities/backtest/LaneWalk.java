package io.regimen.activities.backtest;

import io.regimen.activities.inference.Arithmetic;

/** One pass over the decision bars of a segment for some lanes: positions, costs, P&amp;L and trades, added up as they come. */
interface LaneWalk {
    /** Lanes of one pass. */
    int width();

    /** Walks lanes [lane, lane + width()) of the book; allocates nothing per bar. */
    void walk(Tape tape, SignalRows rows, LaneBook book, int lane);

    /** All lanes. */
    default void walk(Tape tape, SignalRows rows, LaneBook book) {
        book.clear();
        for (int lane = 0; lane < book.used; lane += width()) {
            walk(tape, rows, book, lane);
        }
    }

    static LaneWalk of(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case SCALAR -> new ScalarWalk();
            case VECTOR -> new VectorWalk();
        };
    }
}
