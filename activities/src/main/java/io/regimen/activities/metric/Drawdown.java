package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An episode in which compounded wealth was below its highest value so far.
 *
 * @param start decision bar whose P&amp;L was the first below the highest wealth
 * @param trough decision bar at which wealth was lowest
 * @param recovery decision bar at which wealth was back at its highest value, null if it never was
 * @param depth lowest wealth / highest wealth before - 1: below 0
 * @param bars bars below the highest wealth
 */
public record Drawdown(
        Instant start, Instant trough, @Nullable Instant recovery, double depth, int bars) {

    /** All episodes in time order, those of the whole series ending with the series. */
    static List<Drawdown> all(IntToLongFunction time, Vector pnl) {
        List<Drawdown> out = new ArrayList<>();
        double wealth = 1;
        double peak = 1;
        double low = 1;
        int start = -1;
        int trough = 0;
        for (int i = 0; i < pnl.size(); i++) {
            wealth = pnl.get(i) > -1 ? wealth * (1 + pnl.get(i)) : 0;
            if (wealth >= peak) {
                if (start >= 0) {
                    out.add(episode(time, start, trough, at(time, i), low / peak - 1, i - start));
                    start = -1;
                }
                peak = wealth;
            } else {
                if (start < 0) {
                    start = i;
                    low = Double.POSITIVE_INFINITY;
                }
                if (wealth < low) {
                    low = wealth;
                    trough = i;
                }
            }
        }
        if (start >= 0) {
            out.add(episode(time, start, trough, null, low / peak - 1, pnl.size() - start));
        }
        return out;
    }

    /** The deepest, deepest first; the earlier of equals first. */
    static List<Drawdown> deepest(List<Drawdown> all, int limit) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Drawdown::depth))
                .limit(limit)
                .toList();
    }

    private static Drawdown episode(
            IntToLongFunction time, int start, int trough, @Nullable Instant recovery, double depth, int bars) {
        return new Drawdown(at(time, start), at(time, trough), recovery, depth, bars);
    }

    private static Instant at(IntToLongFunction time, int bar) {
        return Instant.ofEpochSecond(time.applyAsLong(bar));
    }
}
