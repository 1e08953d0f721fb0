package io.regimen.activities.metric;

import static io.regimen.activities.metric.SeriesMetricsTest.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.activities.model.Vector;
import org.junit.jupiter.api.Test;

class TradeTallyTest {
    @Test
    void add_oracles() {
        TradeTally a = tally(OracleSeries.a());
        near(1.1334549409084471, a.profitFactor());
        near(0.55, a.winRate());
        near(1e4 * 0.0005100762930065392, a.edgeBps());
        TradeTally b = tally(OracleSeries.b());
        near(0.9789670549849975, b.profitFactor());
        near(0.508, b.winRate());
    }

    @Test
    void add_averages() {
        TradeTally tally = tally(Vector.of(0.01, 0.03, -0.04, 0));
        near(0.02, tally.averageWin());
        near(-0.04, tally.averageLoss());
        near(0.5, tally.winRate());
        near(0, tally.edgeBps());
        assertEquals(4, tally.trades());
    }

    @Test
    void add_anotherTally() {
        TradeTally both = tally(OracleSeries.a());
        both.add(tally(Vector.of(0.5, -0.25)));
        TradeTally one = tally(OracleSeries.a());
        one.add(0.5);
        one.add(-0.25);
        assertEquals(one.trades(), both.trades());
        assertEquals(one.profitFactor(), both.profitFactor());
        both.clear();
        assertEquals(0, both.trades());
        assertNull(both.edgeBps());
    }

    @Test
    void undefined_isNull() {
        TradeTally none = new TradeTally();
        assertNull(none.winRate());
        assertNull(none.profitFactor());
        assertNull(none.averageWin());
        assertNull(none.averageLoss());
        assertNull(none.edgeBps());
        assertNull(tally(Vector.of(0.1)).profitFactor());
        assertNull(tally(Vector.of(0.1)).averageLoss());
        assertNull(tally(Vector.of(-0.1)).averageWin());
    }

    private static TradeTally tally(Vector returns) {
        TradeTally out = new TradeTally();
        for (int i = 0; i < returns.size(); i++) {
            out.add(returns.get(i));
        }
        return out;
    }
}
