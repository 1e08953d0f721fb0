package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeVersion;

/**
 * Says of every bar of a market which regime of a set it belongs to. The state at bar t depends on bars up to t alone and
 * is the same whatever comes after.
 *
 * <p>A bar looks like the first regime whose rule holds, or else like {@code otherwise}; or like the state that a detector tells.
 * A change is taken on once the new state has persisted for the set's minimum dwell, the current bar included.
 */
public final class RegimeClassifier {
    private final RegimeVersion version;

    public RegimeClassifier(RegimeVersion version) {
        this.version = version;
    }

    /** Classifies every bar; those before the look-back is full belong to {@code otherwise}. */
    public Regimes classify(Bars bars) {
        return classify(bars, Looks.of(version, bars));
    }

    /** @param looks what the bars look like under the set */
    Regimes classify(Bars bars, Looks looks) {
        byte rest = Looks.rest(version.set());
        int first = version.set().lookBack(bars.timeframe().seconds());
        Dwell dwell = new Dwell(rest, version.set().minimumDwell());
        byte[] states = new byte[bars.size()];
        for (int t = 0; t < states.length; t++) {
            states[t] = t < first ? rest : dwell.next(looks.at(t));
        }
        return new Regimes(version.names(), states);
    }
}
