package io.regimen.activities.integrity;

import io.regimen.activities.integrity.IntegrityReport.Spread;
import io.regimen.activities.integrity.IntegrityReport.Spreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Looks at the spreads of a dataset with bid and ask. */
final class SpreadScan {
    static final double ABSURD_FACTOR = 10;
    private static final double BPS = 1e4;
    /** Differences of prices within this share of the price are the same spread. */
    private static final double SAME = 1e-9;

    private SpreadScan() {}

    static Spreads of(RealBars bars) {
        int n = bars.size();
        double[] bps = new double[n];
        int negativeOpen = 0;
        int negativeClose = 0;
        Runs constant = new Runs(bars, Integrity.CONSTANT_SPREAD_BARS);
        for (int i = 0; i < n; i++) {
            double spread = bars.spread(3, i);
            negativeOpen += bars.spread(0, i) < 0 ? 1 : 0;
            negativeClose += spread < 0 ? 1 : 0;
            bps[i] = BPS * spread / bars.close(i);
            constant.addPair(i, i > 0 && Math.abs(spread - bars.spread(3, i - 1)) < SAME * bars.close(i));
        }
        constant.finish();
        double[] usual = bars.usual(bps);
        List<Spread> absurd = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (bps[i] > ABSURD_FACTOR * usual[i]) {
                absurd.add(new Spread(bars.at(i), bps[i], usual[i]));
            }
        }
        double[] good = Arrays.stream(bps).filter(b -> b >= 0).toArray();
        return new Spreads(
                negativeOpen,
                negativeClose,
                good.length == 0 ? null : Median.of(good),
                ABSURD_FACTOR,
                absurd.size(),
                Integrity.largest(absurd, Comparator.comparingDouble(s -> s.spreadBps() / s.usualBps())),
                constant.bars(),
                constant.longest());
    }
}
