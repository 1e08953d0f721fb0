package io.regimen.activities.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.Vector;
import io.regimen.workflows.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BacktestDetailTest {
    private static final long START = Instant.parse("2020-01-31T21:00:00Z").getEpochSecond();
    private static final double NONE = Double.NaN;

    @Test
    void months_beginAtMidnightUtc() {
        Vector pnl = Vector.of(1, 2, 4, 8, 16);
        assertEquals(
                List.of(new MonthMetrics("2020-01", 3, 1, 7), new MonthMetrics("2020-02", 2, 2, 24)),
                MonthMetrics.of(BacktestDetailTest::hourly, pnl, Vector.of(NONE, 0.5, NONE, -1, 0)));
    }

    @Test
    void months_withoutBarsAreLeftOut() {
        long march = Instant.parse("2020-03-01T00:00:00Z").getEpochSecond();
        IntToLongFunction gap = bar -> bar == 0 ? START : march;
        assertEquals(
                List.of(new MonthMetrics("2020-01", 1, 0, 1), new MonthMetrics("2020-03", 1, 0, 2)),
                MonthMetrics.of(gap, Vector.of(1, 2), Vector.of(NONE, NONE)));
    }

    @Test
    void months_addUpToTheTotal() {
        Vector pnl = noise(20_000);
        BacktestDetail detail = BacktestDetail.of(BacktestDetailTest::hourly, pnl, pnl);
        assertEquals(29, detail.months().size());
        assertEquals(
                detail.totalPnl(),
                detail.months().stream().mapToDouble(MonthMetrics::totalPnl).sum(),
                1e-12);
        assertEquals(
                20_000, detail.months().stream().mapToInt(MonthMetrics::bars).sum());
        assertEquals(
                detail.trades(),
                detail.months().stream().mapToInt(MonthMetrics::trades).sum());
    }

    @Test
    void drawdowns_fromTheFirstLossToTheOldHeight() {
        // wealth 1.1, 0.99, 0.495, 1.1, 1.21, 1.089
        Vector pnl = Vector.of(0.1, -0.1, -0.5, 1.1 / 0.495 - 1, 0.1, -0.1);
        List<Drawdown> all = Drawdown.all(BacktestDetailTest::hourly, pnl);
        assertEquals(2, all.size());
        assertEquals(at(1), all.getFirst().start());
        assertEquals(at(2), all.getFirst().trough());
        assertEquals(at(3), all.getFirst().recovery());
        assertEquals(2, all.getFirst().bars());
        assertEquals(-0.55, all.getFirst().depth(), 1e-12);
        assertEquals(new Drawdown(at(5), at(5), null, all.getLast().depth(), 1), all.getLast());
        assertEquals(-0.1, all.getLast().depth(), 1e-12);
    }

    @Test
    void drawdowns_theDeepestIsThatOfTheMetrics() {
        Vector pnl = noise(5000);
        BacktestDetail detail = BacktestDetail.of(BacktestDetailTest::hourly, pnl, pnl);
        assertTrue(detail.drawdownCount() > BacktestDetail.DRAWDOWNS, "too few episodes to choose from");
        assertEquals(BacktestDetail.DRAWDOWNS, detail.drawdowns().size());
        assertEquals(
                SeriesMetrics.of(pnl, 252).maxDrawdown(),
                detail.drawdowns().getFirst().depth());
    }

    @Test
    void drawdowns_oracles() {
        assertEquals(
                -0.1514754039810936,
                BacktestDetail.of(BacktestDetailTest::hourly, OracleSeries.a(), OracleSeries.a())
                        .drawdowns()
                        .getFirst()
                        .depth(),
                1e-9);
    }

    @Test
    void equity_keepsEveryPointOfAShortSeries() {
        EquityCurve curve = EquityCurve.of(BacktestDetailTest::hourly, Vector.of(0.1, -0.1, 0.2), 500);
        assertEquals(List.of(hourly(0), hourly(1), hourly(2)), curve.time());
        assertEquals(List.of(1.1, 0.99, 1.188), curve.wealth());
        assertEquals(List.of(0.0, -0.1, 0.0), curve.drawdown());
    }

    @Test
    void equity_thinnedOutKeepsEndAndTrough() {
        Vector pnl = noise(12_345);
        EquityCurve curve = EquityCurve.of(BacktestDetailTest::hourly, pnl, BacktestDetail.POINTS);
        assertTrue(curve.time().size() <= BacktestDetail.POINTS);
        assertEquals(hourly(12_344), curve.time().getLast());
        Distribution whole = Distribution.of(pnl);
        SeriesMetricsTest.near(
                Math.rint(1e6 * value(whole.finalWealth())) / 1e6,
                curve.wealth().getLast());
        assertEquals(
                value(SeriesMetrics.of(pnl, 252).maxDrawdown()),
                curve.drawdown().stream().mapToDouble(x -> x).min().orElseThrow(),
                1e-6);
    }

    @Test
    void of_isBoundedHoweverLongTheSeries() {
        Vector pnl = noise(300_000);
        byte[] json = Json.write(BacktestDetail.of(BacktestDetailTest::hourly, pnl, pnl))
                .getBytes(StandardCharsets.UTF_8);
        int months = 300_000 / 24 / 28;
        assertTrue(json.length < 30_000 + 100 * months, json.length + " bytes");
    }

    @Test
    void of_nothing() {
        BacktestDetail detail = BacktestDetail.of(BacktestDetailTest::hourly, new Vector(0), new Vector(0));
        assertEquals(0, detail.bars());
        assertTrue(detail.months().isEmpty() && detail.drawdowns().isEmpty());
    }

    private static double value(@org.jspecify.annotations.Nullable Double of) {
        return java.util.Objects.requireNonNull(of);
    }

    private static Vector noise(int size) {
        SplittableRandom random = new SplittableRandom(5);
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            out.set(i, random.nextDouble(-0.01, 0.011));
        }
        return out;
    }

    private static long hourly(int bar) {
        return START + 3600L * bar;
    }

    private static Instant at(int bar) {
        return Instant.ofEpochSecond(hourly(bar));
    }
}
