package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** A set of a detector with so many states, {@code s0} and so on. */
    static RegimeVersion detector(int states, String detector) {
        String regimes = IntStream.range(0, states)
                .mapToObj(i -> "{\"name\": \"s" + i + "\"}")
                .collect(Collectors.joining(", "));
        return of("{\"name\": \"states\", \"regimes\": [" + regimes + "], \"detector\": " + detector + "}");
    }

    /** The state of every bar, as {@code LookAhead} wants it. */
    static Matrix states(Bars bars, RegimeVersion version) {
        Regimes regimes = new RegimeClassifier(version).classify(bars);
        Matrix out = new Matrix(regimes.size(), 1);
        for (int t = 0; t < regimes.size(); t++) {
            out.set(t, 0, regimes.at(t));
        }
        return out;
    }
}
