package io.regimen.activities.backtest;

import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.RegimeMetrics;
import java.util.List;

/**
 * One configuration on one segment.
 *
 * @param perRegime one entry per regime, in their order, also where it has no bars
 */
public record SegmentResult(Metrics total, List<RegimeMetrics> perRegime) {
    public SegmentResult {
        perRegime = List.copyOf(perRegime);
    }
}
