package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeDetector;
import io.regimen.workflows.regime.RegimeRule;
import io.regimen.workflows.regime.RegimeRules;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.ArrayList;
import java.util.List;

/** What each bar looks like by itself, before the minimum dwell: the number of a regime, or of {@code otherwise}. */
final class Looks {
    private final byte[] numbers;
    private final List<byte[]> rules;
    private final int fits;

    private Looks(byte[] numbers, List<byte[]> rules, int fits) {
        this.numbers = numbers;
        this.rules = rules;
        this.fits = fits;
    }

    static Looks of(RegimeVersion version, Bars bars) {
        return switch (version.set().detection()) {
            case RegimeRules rules -> of(rules, rest(version.set()), bars);
            case RegimeDetector detector -> {
                DetectorWalk walk =
                        new DetectorWalk(bars, detector, version.set().regimes().size());
                yield new Looks(walk.run(), List.of(), walk.fits());
            }
        };
    }

    private static Looks of(RegimeRules set, byte rest, Bars bars) {
        Truths truths = new Truths(bars);
        List<byte[]> rules = new ArrayList<>();
        for (RegimeRule rule : set.rules()) {
            rules.add(truths.of(rule));
        }
        byte[] numbers = new byte[bars.size()];
        for (int t = 0; t < numbers.length; t++) {
            numbers[t] = first(rules, t, rest);
        }
        return new Looks(numbers, List.copyOf(rules), 0);
    }

    private static byte first(List<byte[]> rules, int t, byte rest) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i)[t] == Truths.TRUE) {
                return (byte) i;
            }
        }
        return rest;
    }

    /** Number of the regime of bars that look like none. */
    static byte rest(RegimeSet set) {
        for (int i = 0; i < set.regimes().size(); i++) {
            if (set.regimes().get(i).name().equals(set.otherwise())) {
                return (byte) i;
            }
        }
        return (byte) set.regimes().size();
    }

    byte at(int t) {
        return numbers[t];
    }

    /** Where each rule of the set holds by itself, in the order of the regimes; empty for a detector. */
    List<byte[]> rules() {
        return rules;
    }

    /** Fits of a detector; 0 for rules. */
    int fits() {
        return fits;
    }
}
