package io.regimen.activities.backtest;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** As many lanes at a time as a register holds; each does what {@link ScalarWalk} does. */
final class VectorWalk implements LaneWalk {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = DOUBLES.length();

    /** Tranches to leave, by the bar at which they do and the lane. */
    private double[] leaving = {};

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void walk(Tape tape, SignalRows rows, LaneBook book, int lane) {
        if (rows.streams > WIDTH || LaneBook.ALIGNMENT % WIDTH != 0) {
            throw new IllegalArgumentException(rows.streams + " streams in registers of " + WIDTH);
        }
        int slots = (rows.heldForHorizon ? rows.horizon : rows.horizon + 1) * WIDTH;
        if (leaving.length < slots) {
            leaving = new double[slots];
        }
        double[] leaving = this.leaving;
        DoubleVector zero = DoubleVector.zero(DOUBLES);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        for (int slot = 0; slot < slots; slot += WIDTH) {
            zero.intoArray(leaving, slot);
        }
        int streams = rows.streams;
        int firstStream = book.stream[lane];
        int lastStream = book.stream[lane + WIDTH - 1];
        VectorShuffle<Double> pick = VectorShuffle.fromArray(DOUBLES, book.stream, lane);
        VectorShuffle<Long> pickLong = VectorShuffle.fromArray(LONGS, book.stream, lane);
        DoubleVector streamOfLane = DoubleVector.zero(DOUBLES);
        for (int k = 0; k < WIDTH; k++) {
            streamOfLane = streamOfLane.withLane(k, book.stream[lane + k]);
        }
        DoubleVector threshold = DoubleVector.fromArray(DOUBLES, book.threshold, lane);
        DoubleVector horizon = DoubleVector.broadcast(DOUBLES, rows.horizon);
        DoubleVector band = DoubleVector.broadcast(DOUBLES, tape.noTradeBand);
        boolean fixed = rows.heldForHorizon;
        boolean banded = tape.noTradeBand > 0;
        boolean hasImpact = tape.hasImpact;
        boolean hasCarry = tape.hasCarry;
        int lanes = book.lanes;
        LaneBook.Series byRegime = book.byRegime;

        DoubleVector live = zero;
        DoubleVector before = zero;
        DoubleVector exposure = zero;
        DoubleVector turnover = zero;
        DoubleVector gross = zero;
        DoubleVector trading = zero;
        DoubleVector impacts = zero;
        DoubleVector carries = zero;
        DoubleVector crowding = zero;
        DoubleVector sum = zero;
        DoubleVector squares = zero;
        DoubleVector downside = zero;
        DoubleVector losses = zero;
        DoubleVector wealth = one;
        DoubleVector peak = one;
        DoubleVector drawdown = zero;
        DoubleVector newLow = one;
        LongVector hash = LongVector.broadcast(LONGS, rows.decisions);
        int slot = 0;
        int at = 0;
        for (int i = 0; i < rows.decisions; i++, at += streams) {
            int fill = rows.from + i + rows.fillAfter;
            int cell = rows.regime[i] * lanes + lane;
            VectorMask<Double> taken = DoubleVector.fromArray(DOUBLES, rows.rank, at)
                    .rearrange(pick)
                    .compare(VectorOperators.GE, threshold);
            DoubleVector entered = zero.blend(
                    DoubleVector.fromArray(DOUBLES, rows.direction, at).rearrange(pick), taken);
            live = live.sub(DoubleVector.fromArray(DOUBLES, leaving, slot)).add(entered);
            if (fixed) {
                entered.intoArray(leaving, slot);
            } else {
                zero.intoArray(leaving, slot);
                for (int e = firstStream; e <= lastStream; e++) {
                    int leave = slot + rows.holding[at + e] * WIDTH;
                    leave = leave < slots ? leave : leave - slots;
                    DoubleVector.fromArray(DOUBLES, leaving, leave)
                            .add(entered, streamOfLane.compare(VectorOperators.EQ, e))
                            .intoArray(leaving, leave);
                }
            }
            slot = slot + WIDTH == slots ? 0 : slot + WIDTH;
            if (taken.anyTrue()) {
                hash = hash.add(LongVector.fromArray(LONGS, rows.mark, at).rearrange(pickLong), taken.cast(LONGS));
                DoubleVector value = zero.blend(
                        DoubleVector.fromArray(DOUBLES, rows.tradeReturn, at).rearrange(pick), taken);
                VectorMask<Double> win = value.compare(VectorOperators.GT, zero);
                VectorMask<Double> loss = value.compare(VectorOperators.LT, zero);
                VectorMask<Double> closed =
                        value.compare(VectorOperators.EQ, value).and(taken);
                DoubleVector.fromArray(DOUBLES, book.tradeCount, cell)
                        .add(one, closed)
                        .intoArray(book.tradeCount, cell);
                DoubleVector.fromArray(DOUBLES, book.winCount, cell)
                        .add(one, win)
                        .intoArray(book.winCount, cell);
                DoubleVector.fromArray(DOUBLES, book.won, cell).add(value, win).intoArray(book.won, cell);
                DoubleVector.fromArray(DOUBLES, book.lossCount, cell)
                        .add(one, loss)
                        .intoArray(book.lossCount, cell);
                DoubleVector.fromArray(DOUBLES, book.lost, cell)
                        .add(value, loss)
                        .intoArray(book.lost, cell);
            }

            DoubleVector position = before;
            DoubleVector paid = zero;
            if (tape.nextReal[fill] == fill) {
                DoubleVector wanted = live.div(horizon);
                if (banded) {
                    position = before.blend(wanted, wanted.sub(before).abs().compare(VectorOperators.GT, band));
                } else {
                    position = wanted;
                }
                DoubleVector traded = position.sub(before).abs();
                before = position;
                turnover = turnover.add(traded);
                paid = traded.mul(tape.cost[fill]);
                trading = trading.add(paid);
                crowding = crowding.add(traded.mul(traded).mul(tape.perVolume[fill]));
                if (hasImpact) {
                    DoubleVector moved = traded.mul(traded.sqrt()).mul(tape.impact[fill]);
                    impacts = impacts.add(moved);
                    paid = paid.add(moved);
                }
            }
            if (hasCarry) {
                DoubleVector carried = position.max(zero)
                        .mul(tape.carryLong[fill])
                        .add(position.neg().max(zero).mul(tape.carryShort[fill]));
                carries = carries.add(carried);
                paid = paid.add(carried);
            }
            DoubleVector earned = position.mul(tape.openReturn[fill]);
            exposure = exposure.add(position.abs());
            gross = gross.add(earned);
            DoubleVector pnl = earned.sub(paid);

            DoubleVector below = pnl.min(zero);
            DoubleVector square = pnl.mul(pnl);
            DoubleVector growth = pnl.add(one).max(zero);
            sum = sum.add(pnl);
            squares = squares.add(square);
            downside = downside.add(below.mul(below));
            losses = losses.add(below);
            wealth = wealth.mul(growth);
            VectorMask<Double> higher = wealth.compare(VectorOperators.GT, peak);
            if (higher.anyTrue()) {
                peak = peak.blend(wealth, higher);
                newLow = newLow.blend(peak.mul(drawdown.add(one)), higher);
            }
            VectorMask<Double> lower = wealth.compare(VectorOperators.LT, newLow);
            if (lower.anyTrue()) {
                drawdown = drawdown.blend(wealth.div(peak).sub(one), lower);
                newLow = newLow.blend(wealth, lower);
            }

            DoubleVector.fromArray(DOUBLES, byRegime.sum, cell).add(pnl).intoArray(byRegime.sum, cell);
            DoubleVector.fromArray(DOUBLES, byRegime.squares, cell).add(square).intoArray(byRegime.squares, cell);
            DoubleVector held =
                    DoubleVector.fromArray(DOUBLES, byRegime.wealth, cell).mul(growth);
            held.intoArray(byRegime.wealth, cell);
            DoubleVector top = DoubleVector.fromArray(DOUBLES, byRegime.peak, cell);
            VectorMask<Double> above = held.compare(VectorOperators.GT, top);
            DoubleVector low = DoubleVector.fromArray(DOUBLES, byRegime.newLow, cell);
            if (above.anyTrue()) {
                top = top.blend(held, above);
                low = low.blend(
                        top.mul(DoubleVector.fromArray(DOUBLES, byRegime.drawdown, cell)
                                .add(one)),
                        above);
                top.intoArray(byRegime.peak, cell);
                low.intoArray(byRegime.newLow, cell);
            }
            VectorMask<Double> deeper = held.compare(VectorOperators.LT, low);
            if (deeper.anyTrue()) {
                DoubleVector.fromArray(DOUBLES, byRegime.drawdown, cell)
                        .blend(held.div(top).sub(one), deeper)
                        .intoArray(byRegime.drawdown, cell);
                low.blend(held, deeper).intoArray(byRegime.newLow, cell);
            }
        }
        exposure.intoArray(book.exposure, lane);
        turnover.intoArray(book.turnover, lane);
        gross.intoArray(book.gross, lane);
        trading.intoArray(book.trading, lane);
        impacts.intoArray(book.impact, lane);
        carries.intoArray(book.carry, lane);
        crowding.intoArray(book.crowding, lane);
        hash.intoArray(book.hash, lane);
        sum.intoArray(book.total.sum, lane);
        squares.intoArray(book.total.squares, lane);
        downside.intoArray(book.downside, lane);
        losses.intoArray(book.losses, lane);
        wealth.intoArray(book.total.wealth, lane);
        drawdown.intoArray(book.total.drawdown, lane);
    }
}
