package io.regimen.activities.integrity;

import io.regimen.activities.integrity.IntegrityReport.Outlier;
import io.regimen.activities.integrity.IntegrityReport.Outliers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores the returns of a dataset; {@link Outliers} defines the score. */
final class OutlierScan {
    /** No normal return is beyond it; of hourly exchange rates about one in three thousand, of coins two to three times that. */
    static final double THRESHOLD = 12;

    private static final double TO_SIGMA = 1.4826;
    private static final int WINDOW = 500;
    private static final int ENOUGH = 100;
    private static final double LEAST_LEVEL = 0.1;

    private OutlierScan() {}

    static Outliers of(RealBars bars, @Nullable Witness witness) {
        double[] returns = returns(bars);
        double[] sizes = inUnitsOfTheUsual(bars, returns);
        double level = Median.ofPositive(sizes);
        RollingMedian past = new RollingMedian(WINDOW);
        List<Outlier> found = new ArrayList<>();
        int confirmed = 0;
        int contradicted = 0;
        for (int i = 1; i < bars.size(); i++) {
            double current = past.size() < ENOUGH ? level : Math.max(past.median(), LEAST_LEVEL * level);
            double score = sizes[i] / (TO_SIGMA * current);
            past.add(sizes[i]);
            if (score > THRESHOLD) {
                Boolean confirms =
                        witness == null ? null : witness.confirms(bars.time(i - 1), bars.time(i), returns[i]);
                confirmed += Boolean.TRUE.equals(confirms) ? 1 : 0;
                contradicted += Boolean.FALSE.equals(confirms) ? 1 : 0;
                found.add(new Outlier(bars.at(i), returns[i], score, bars.missingBefore(i), confirms));
            }
        }
        return new Outliers(
                THRESHOLD,
                found.size(),
                witness == null ? null : confirmed,
                witness == null ? null : contradicted,
                Integrity.largest(found, Comparator.comparingDouble(Outlier::score)));
    }

    private static double[] returns(RealBars bars) {
        double[] out = new double[bars.size()];
        for (int i = 1; i < out.length; i++) {
            out[i] = Math.log(bars.close(i) / bars.close(i - 1));
        }
        return out;
    }

    /** 0 where nothing ever moves. */
    private static double[] inUnitsOfTheUsual(RealBars bars, double[] returns) {
        double[] sizes = new double[returns.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(returns[i]);
        }
        double[] usual = bars.usual(sizes);
        for (int i = 0; i < sizes.length; i++) {
            double unit = TO_SIGMA * usual[i] * Math.sqrt(1.0 + bars.missingBefore(i));
            sizes[i] = unit > 0 ? sizes[i] / unit : 0;
        }
        return sizes;
    }
}
