package io.regimen.activities.integrity;

import io.regimen.activities.integrity.IntegrityReport.BadPrices;
import io.regimen.activities.integrity.IntegrityReport.Prices;
import java.util.ArrayList;
import java.util.List;

/** Looks for prices that cannot be those of one bar. */
final class PriceScan {
    private static final double TOLERANCE = 1e-9;

    private final RealBars bars;
    private final List<BadPrices> first = new ArrayList<>();

    private PriceScan(RealBars bars) {
        this.bars = bars;
    }

    static Prices of(RealBars bars) {
        PriceScan scan = new PriceScan(bars);
        int mid = 0;
        int bid = 0;
        int ask = 0;
        for (int i = 0; i < bars.size(); i++) {
            mid += scan.bad(Side.MID, i) ? 1 : 0;
            bid += bars.quoted() && scan.bad(Side.BID, i) ? 1 : 0;
            ask += bars.quoted() && scan.bad(Side.ASK, i) ? 1 : 0;
        }
        return new Prices(mid, bars.quoted() ? bid : null, bars.quoted() ? ask : null, List.copyOf(scan.first));
    }

    private boolean bad(Side side, int i) {
        double open = bars.price(side, 0, i);
        double high = bars.price(side, 1, i);
        double low = bars.price(side, 2, i);
        double close = bars.price(side, 3, i);
        double slack = high * TOLERANCE;
        // a comparison with what is not a number is false
        boolean holds = low > 0
                && high <= Double.MAX_VALUE
                && high >= Math.max(open, close) - slack
                && low <= Math.min(open, close) + slack;
        if (!holds && first.size() < Integrity.MAX_LISTED) {
            first.add(new BadPrices(bars.at(i), side.text(), open, high, low, close));
        }
        return !holds;
    }
}
