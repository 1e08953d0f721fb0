package io.regimen.activities.backtest;

/** One lane at a time. */
final class ScalarWalk implements LaneWalk {
    /** Tranches to leave, by the bar at which they do. */
    private double[] leaving = {};

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void walk(Tape tape, SignalRows rows, LaneBook book, int lane) {
        int slots = rows.horizon + 1;
        if (leaving.length < slots) {
            leaving = new double[slots];
        }
        for (int slot = 0; slot < slots; slot++) {
            leaving[slot] = 0;
        }
        double threshold = book.threshold[lane];
        int at = book.stream[lane];
        int slot = 0;
        double live = 0;
        double before = 0;
        double exposure = 0;
        double turnover = 0;
        double gross = 0;
        double trading = 0;
        double impacts = 0;
        double carries = 0;
        double crowding = 0;
        long hash = rows.decisions;
        LaneBook.Series total = book.total;
        double sum = 0;
        double squares = 0;
        double downside = 0;
        double losses = 0;
        double wealth = 1;
        double peak = 1;
        double drawdown = 0;
        double newLow = 1;
        for (int i = 0; i < rows.decisions; i++, at += rows.streams) {
            int fill = rows.from + i + rows.fillAfter;
            int cell = rows.regime[i] * book.lanes + lane;
            live -= leaving[slot];
            leaving[slot] = 0;
            if (rows.rank[at] >= threshold) {
                double direction = rows.direction[at];
                live += direction;
                int leave = slot + rows.holding[at];
                leaving[leave < slots ? leave : leave - slots] += direction;
                hash += rows.mark[at];
                double value = rows.tradeReturn[at];
                book.tradeCount[cell] += Double.isNaN(value) ? 0 : 1;
                if (value > 0) {
                    book.winCount[cell] += 1;
                    book.won[cell] += value;
                } else if (value < 0) {
                    book.lossCount[cell] += 1;
                    book.lost[cell] += value;
                }
            }
            slot = slot + 1 == slots ? 0 : slot + 1;

            double position = before;
            double paid = 0;
            if (tape.real(fill)) {
                double wanted = live / rows.horizon;
                position = Math.abs(wanted - before) > tape.noTradeBand ? wanted : before;
                double traded = Math.abs(position - before);
                before = position;
                turnover += traded;
                paid = traded * tape.cost[fill];
                trading += paid;
                crowding += traded * traded * tape.perVolume[fill];
                if (tape.hasImpact) {
                    double moved = tape.impact[fill] * (traded * Math.sqrt(traded));
                    impacts += moved;
                    paid += moved;
                }
            }
            if (tape.hasCarry) {
                double carried =
                        Math.max(position, 0) * tape.carryLong[fill] + Math.max(-position, 0) * tape.carryShort[fill];
                carries += carried;
                paid += carried;
            }
            double earned = position * tape.openReturn[fill];
            exposure += Math.abs(position);
            gross += earned;
            double pnl = earned - paid;

            double loss = Math.min(pnl, 0);
            double square = pnl * pnl;
            double growth = Math.max(1 + pnl, 0);
            sum += pnl;
            squares += square;
            downside += loss * loss;
            losses += loss;
            wealth *= growth;
            if (wealth > peak) {
                peak = wealth;
                newLow = peak * (1 + drawdown);
            }
            if (wealth < newLow) {
                drawdown = wealth / peak - 1;
                newLow = wealth;
            }
            record(book.byRegime, cell, pnl, square, growth);
        }
        book.exposure[lane] = exposure;
        book.turnover[lane] = turnover;
        book.gross[lane] = gross;
        book.trading[lane] = trading;
        book.impact[lane] = impacts;
        book.carry[lane] = carries;
        book.crowding[lane] = crowding;
        book.hash[lane] = hash;
        total.sum[lane] = sum;
        total.squares[lane] = squares;
        book.downside[lane] = downside;
        book.losses[lane] = losses;
        total.wealth[lane] = wealth;
        total.drawdown[lane] = drawdown;
    }

    private static void record(LaneBook.Series regime, int cell, double pnl, double square, double growth) {
        regime.sum[cell] += pnl;
        regime.squares[cell] += square;
        double wealth = regime.wealth[cell] * growth;
        regime.wealth[cell] = wealth;
        if (wealth > regime.peak[cell]) {
            regime.peak[cell] = wealth;
            regime.newLow[cell] = wealth * (1 + regime.drawdown[cell]);
        }
        if (wealth < regime.newLow[cell]) {
            regime.drawdown[cell] = wealth / regime.peak[cell] - 1;
            regime.newLow[cell] = wealth;
        }
    }
}
