package io.regimen.workercpu.model;

import io.regimen.activities.model.Vector;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * One member: a booster per head on scaled features, each forecasting an outcome in units of its training deviation.
 *
 * @param outcomeDeviation one per head
 */
record XgboostMember(Scaling scaling, Vector outcomeDeviation, List<Booster> boosters) {
    XgboostMember {
        boosters = List.copyOf(boosters);
    }

    void dispose() {
        boosters.forEach(Booster::dispose);
    }
}
