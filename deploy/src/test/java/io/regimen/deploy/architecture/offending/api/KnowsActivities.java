package io.regimen.deploy.architecture.offending.api;

import io.regimen.deploy.architecture.offending.activities.model.Weights;

/** The API sees results through the tables only. */
final class KnowsActivities {
    private KnowsActivities() {}

    static int size(Weights model) {
        return model.count();
    }
}
