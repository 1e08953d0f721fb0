package io.regimen.activities.regime;

import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;

/** Sets for tests. */
final class RegimeSets {
    private RegimeSets() {}

    static RegimeVersion of(String json) {
        return new RegimeVersion(RegimeSet.parse(json), 1);
    }

    /** A set of one regime, named like it. */
    static RegimeVersion rule(String rule) {
        return of("{\"name\": \"one\", \"regimes\": [{\"name\": \"holds\", \"rule\": " + rule + "}]}");
    }
}
