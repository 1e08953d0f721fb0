package io.regimen.activities.market;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Columns that not every source has; each is absent or as long as the bars. */
final class DatasetExtras {
    /** Turnover in the quote currency. */
    double @Nullable [] quoteVolume;
    /** Number of trades. */
    double @Nullable [] trades;
    /** Bars that were filled in; absent where none was. */
    boolean @Nullable [] repaired;
    /** Codes of {@link SimulatedRegime}. */
    short @Nullable [] trueRegime;

    static DatasetExtras none() {
        return new DatasetExtras();
    }

    boolean haveLength(int length) {
        return (quoteVolume == null || quoteVolume.length == length)
                && (trades == null || trades.length == length)
                && (repaired == null || repaired.length == length)
                && (trueRegime == null || trueRegime.length == length);
    }

    /** Names of the columns that there are, each after a comma; part of a dataset's identity. */
    String names() {
        return (quoteVolume == null ? "" : ",quote_volume")
                + (trades == null ? "" : ",trades")
                + (repaired == null ? "" : ",repaired")
                + (trueRegime == null ? "" : ",true_regime");
    }

    /** The same columns as 64-bit values, in the same order. */
    List<IntToLongFunction> columns() {
        List<IntToLongFunction> out = new ArrayList<>();
        double[] quoted = quoteVolume;
        double[] counts = trades;
        boolean[] filled = repaired;
        short[] regimes = trueRegime;
        if (quoted != null) {
            out.add(i -> Double.doubleToLongBits(quoted[i]));
        }
        if (counts != null) {
            out.add(i -> Double.doubleToLongBits(counts[i]));
        }
        if (filled != null) {
            out.add(i -> filled[i] ? 1 : 0);
        }
        if (regimes != null) {
            out.add(i -> regimes[i]);
        }
        return out;
    }
}
