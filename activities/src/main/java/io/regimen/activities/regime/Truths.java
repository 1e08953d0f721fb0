package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.Comparison;
import io.regimen.workflows.regime.RegimeRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where rules hold, bar by bar, in the three-valued logic of Kleene (1938): a condition over something that is not known
 * is unknown, and so is what depends on it.
 */
final class Truths {
    static final byte FALSE = 0;
    static final byte UNKNOWN = 1;
    static final byte TRUE = 2;

    private final int size;
    private final Measures measures;
    private final Map<RegimeRule.Condition, byte[]> known = new HashMap<>();

    Truths(Bars bars) {
        size = bars.size();
        measures = new Measures(bars);
    }

    /** The rule at every bar; not to be written to. */
    byte[] of(RegimeRule rule) {
        return switch (rule) {
            case RegimeRule.All all -> joined(all.parts(), TRUE);
            case RegimeRule.Some some -> joined(some.parts(), FALSE);
            case RegimeRule.Not not -> negated(of(not.part()));
            case RegimeRule.Condition condition -> known.computeIfAbsent(condition, this::condition);
        };
    }

    /** The least true of the parts for {@code and}, the most true for {@code or}. */
    private byte[] joined(List<RegimeRule> parts, byte neutral) {
        byte[] out = new byte[size];
        Arrays.fill(out, neutral);
        for (RegimeRule part : parts) {
            byte[] truth = of(part);
            for (int t = 0; t < size; t++) {
                out[t] = (byte) (neutral == TRUE ? Math.min(out[t], truth[t]) : Math.max(out[t], truth[t]));
            }
        }
        return out;
    }

    private byte[] negated(byte[] truth) {
        byte[] out = new byte[size];
        for (int t = 0; t < size; t++) {
            out[t] = (byte) (TRUE - truth[t]);
        }
        return out;
    }

    private byte[] condition(RegimeRule.Condition condition) {
        double[] values = measures.of(condition.measured());
        Comparison.Sign sign = condition.is().sign();
        return switch (condition.is().reference()) {
            case Comparison.Level level -> {
                byte[] out = new byte[size];
                for (int t = 0; t < size; t++) {
                    out[t] = truth(sign, values[t], level.value());
                }
                yield out;
            }
            case Comparison.Percentile percentile -> percentile(values, sign, percentile);
            case Comparison.Average average -> average(values, sign, average);
        };
    }

    private byte[] percentile(double[] values, Comparison.Sign sign, Comparison.Percentile percentile) {
        byte[] out = new byte[size];
        PastRank past = new PastRank(percentile.over());
        for (int t = 0; t < size; t++) {
            boolean isKnown = past.isFull() && !Double.isNaN(values[t]);
            out[t] = isKnown ? truth(sign, past.of(values[t]), percentile.share()) : UNKNOWN;
            if (!Double.isNaN(values[t])) {
                past.add(values[t]);
            }
        }
        return out;
    }

    private byte[] average(double[] values, Comparison.Sign sign, Comparison.Average average) {
        byte[] out = new byte[size];
        PastMean past = new PastMean(average.over());
        for (int t = 0; t < size; t++) {
            out[t] = past.isFull() ? truth(sign, values[t], average.factor() * past.mean()) : UNKNOWN;
            if (!Double.isNaN(values[t])) {
                past.add(values[t]);
            }
        }
        return out;
    }

    private static byte truth(Comparison.Sign sign, double value, double reference) {
        if (Double.isNaN(value) || Double.isNaN(reference)) {
            return UNKNOWN;
        }
        return sign.holds(value, reference) ? TRUE : FALSE;
    }
}
