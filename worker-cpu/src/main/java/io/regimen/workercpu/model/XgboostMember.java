package io.regimen.workercpu.model;

import io.regimen.activities.model.Vector;
import java.util.List;

/**
 * One member: the trees of each head on scaled features, forecasting an outcome in units of its training deviation.
 *
 * @param outcomeDeviation one per head
 */
record XgboostMember(Scaling scaling, Vector outcomeDeviation, List<Trees> heads) {
    XgboostMember {
        heads = List.copyOf(heads);
    }
}
