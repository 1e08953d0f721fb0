package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each column by itself: is it warm when the catalogue says so, and is the lead of a block long enough? */
class LookBackTest {
    private static final int SIZE = 2600;
    private static final int DROPPED = 1000;
    /** Slower columns than this are left to the first test. */
    private static final int ROWS = 210;

    private final Bars bars = Walks.hourly(SIZE, 31);

    @Test
    void values_fromTheLookBackOnDoNotDependOnTheStart() {
        List<double[]> whole = new ArrayList<>();
        List<double[]> later = new ArrayList<>();
        List<Output> outputs = compute(0, whole);
        compute(DROPPED, later);
        for (int c = 0; c < outputs.size(); c++) {
            Output column = outputs.get(c);
            double range = range(whole, c);
            for (int i = column.lookBack(); i < SIZE - DROPPED; i++) {
                double bound = i >= BlockedColumns.LEAD ? 1e-9 : 1e-3;
                assertEquals(whole.get(DROPPED + i)[c], later.get(i)[c], bound * range, column.name() + " at " + i);
            }
        }
    }

    /**
     * One bar earlier the windows and lags are not full: the catalogue asks for no more than is needed. A flag may say the
     * same by chance, and what fades slowly is left to the other test.
     */
    @Test
    void values_beforeTheLookBackDoDependOnTheStart() {
        List<double[]> whole = new ArrayList<>();
        List<List<double[]>> later = new ArrayList<>();
        List<Output> outputs = compute(0, whole);
        // a window that is one bar short shows it only where the bar mattered: many starts
        for (int start = 500; start < 1500; start += 5) {
            List<double[]> rows = new ArrayList<>();
            compute(start, rows, ROWS);
            later.add(rows);
        }
        for (int c = 0; c < outputs.size(); c++) {
            int at = c;
            int last = outputs.get(c).lookBack() - 1;
            boolean flag = whole.stream().allMatch(row -> Double.isNaN(row[at]) || row[at] == Math.rint(row[at]));
            boolean differs = flag || last < 0 || last >= ROWS;
            for (int k = 0; !differs && k < later.size(); k++) {
                differs = whole.get(500 + 5 * k + last)[c] != later.get(k).get(last)[c];
            }
            assertTrue(differs, outputs.get(c).name());
        }
    }

    @Test
    void lookBack_ofEveryColumnFitsTheLead() {
        assertTrue(Catalogue.ENTRIES.stream().allMatch(entry -> entry.lookBack() < BlockedColumns.LEAD));
    }

    private List<Output> compute(int from, List<double[]> rows) {
        return compute(from, rows, SIZE - from);
    }

    private List<Output> compute(int from, List<double[]> rows, int size) {
        Stretch stretch = new Stretch(Timeframe.H1);
        List<Output> outputs = new ArrayList<>(ReturnBlock.autoregressive(stretch, 5));
        Catalogue.INDICATORS.forEach(name -> outputs.addAll(FeatureOutputs.indicator(name, stretch)));
        Catalogue.BLOCKS.forEach(name -> outputs.addAll(FeatureOutputs.block(name, stretch, 20)));
        for (int i = 0; i < size; i++) {
            stretch.add(Bar.of(bars, from + i));
            int at = i;
            rows.add(outputs.stream()
                    .mapToDouble(output -> output.at().applyAsDouble(at))
                    .toArray());
        }
        return outputs;
    }

    private static double range(List<double[]> rows, int c) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] row : rows.subList(300, rows.size())) {
            least = Math.min(least, row[c]);
            most = Math.max(most, row[c]);
        }
        return most - least;
    }
}
