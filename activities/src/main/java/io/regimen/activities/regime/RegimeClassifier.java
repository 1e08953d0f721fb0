package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of every bar of a market which regime of a set it belongs to. The state at bar t depends on bars up to t alone and
 * is the same whatever comes after.
 *
 * <p>A bar looks like the first regime whose rule holds, or else like {@code otherwise}. A change is taken on once the new
 * state has persisted for the set's minimum dwell, the current bar included.
 */
public final class RegimeClassifier {
    private final RegimeVersion version;

    public RegimeClassifier(RegimeVersion version) {
        this.version = version;
    }

    /** Classifies every bar; those before all rules are known belong to {@code otherwise}. */
    public Regimes classify(Bars bars) {
        return classify(bars, rules(bars));
    }

    /** Where each rule of the set holds by itself, in the order of the regimes. */
    List<byte[]> rules(Bars bars) {
        Truths truths = new Truths(bars);
        List<byte[]> out = new ArrayList<>();
        for (RegimeSet.Regime regime : version.set().regimes()) {
            out.add(truths.of(regime.rule()));
        }
        return out;
    }

    /** @param rules what {@link #rules} says of these bars */
    Regimes classify(Bars bars, List<byte[]> rules) {
        List<String> names = version.names();
        int rest = rest();
        int first = version.set().lookBack(bars.timeframe().seconds());
        Dwell dwell = new Dwell((byte) rest, version.set().minimumDwell());
        byte[] states = new byte[bars.size()];
        for (int t = 0; t < states.length; t++) {
            states[t] = t < first ? (byte) rest : dwell.next(looks(rules, t, rest));
        }
        return new Regimes(names, states);
    }

    /** Number of the regime of bars that look like none. */
    private int rest() {
        List<RegimeSet.Regime> regimes = version.set().regimes();
        for (int i = 0; i < regimes.size(); i++) {
            if (regimes.get(i).name().equals(version.set().otherwise())) {
                return i;
            }
        }
        return regimes.size();
    }

    private static byte looks(List<byte[]> rules, int t, int rest) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i)[t] == Truths.TRUE) {
                return (byte) i;
            }
        }
        return (byte) rest;
    }
}
