package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendTest {
    private static final int SIZE = 8600;
    private static final Bars BARS = Walks.at(Timeframe.M5, SIZE, 21);
    private static final FeatureSpec SPEC = Cases.everything(Timeframe.M5, List.of(Timeframe.M5, Timeframe.M15));
    private static final FeatureSet WHOLE = Features.compute(BARS, SPEC);

    /** From nothing, before and after the warm-up, around the border of a block, nothing new. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 3000, 7167, 7168, 8191, 8192, 8193, SIZE - 1, SIZE})
    void append_equalsTheWhole(int rows) {
        FeatureSet old = Features.compute(Walks.part(BARS, 0, rows), SPEC);
        FeatureSet grown = Features.append(old, BARS, SPEC);
        assertEquals(WHOLE.names(), grown.names());
        assertEquals(WHOLE.warmup(), grown.warmup());
        assertEquals(SIZE, grown.values().rows());
        for (int t = 0; t < SIZE; t++) {
            for (int c = 0; c < WHOLE.names().size(); c++) {
                assertEquals(
                        Double.doubleToLongBits(WHOLE.values().get(t, c)),
                        Double.doubleToLongBits(grown.values().get(t, c)),
                        "row " + t + " column " + c);
            }
        }
    }

    /** Around the bar that closes the last longer bar of a block: the new rows still see the old block. */
    @Test
    void append_aroundTheBlockBorderOfALongerTimeframe() {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put("roc", List.of(Timeframe.M5));
        FeatureSpec spec = new FeatureSpec(Timeframe.M1, tfs, List.of(), Preprocessing.of(1, 20, 0));
        int border = 5 * BlockedColumns.BLOCK;
        Bars bars = Walks.at(Timeframe.M1, border + 20, 22);
        FeatureSet whole = Features.compute(bars, spec);
        for (int rows = border - 6; rows < border + 8; rows++) {
            FeatureSet old = new FeatureSet(whole.values().copyRows(0, rows), whole.names(), whole.warmup(), 0, 1);
            FeatureSet grown = Features.append(old, bars, spec);
            for (int t = rows; t < bars.size(); t++) {
                assertEquals(whole.values().get(t, 1), grown.values().get(t, 1), 0, rows + " rows, row " + t);
            }
        }
    }

    /** What the old set says stays, even where it is wrong: old rows are not computed again. */
    @Test
    void append_keepsOldRows() {
        FeatureSet old = Features.compute(Walks.part(BARS, 0, 8300), SPEC);
        old.values().set(8000, 3, 42);
        assertEquals(42, Features.append(old, BARS, SPEC).values().get(8000, 3));
    }

    @Test
    void append_refusesWhatIsNoExtension() {
        assertThrows(IllegalArgumentException.class, () -> Features.append(WHOLE, Walks.part(BARS, 0, SIZE - 1), SPEC));
        FeatureSpec other = new FeatureSpec(Timeframe.M5, new TreeMap<>(), List.of(), Preprocessing.defaults());
        assertThrows(IllegalArgumentException.class, () -> Features.append(WHOLE, BARS, other));
        assertThrows(
                IllegalArgumentException.class, () -> Features.append(WHOLE, Walks.at(Timeframe.M1, SIZE, 21), SPEC));
    }
}
