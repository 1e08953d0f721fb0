package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Timeframe;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignalGeneratorTest {
    private static final int SIZE = 60;

    /** Log opens go up and down by 0.01 in turn: outcomes of one bar are +-0.01, of two bars 0. */
    private static Bars zigzag() {
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < SIZE; i++) {
            double open = i % 2 == 0 ? 1 : Math.exp(0.01);
            bars.add(3600L * i, open, open, open, open, 0, 0);
        }
        return bars.build();
    }

    private static RankedSignals directMulti(double costBps) {
        // one bar: error rms sqrt((0.01^2 + 0.03^2) / 2) = 0.02236; two bars: 0.004
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(0, List.of(constant(0.02)));
        direct.put(1, List.of(constant(-0.004)));
        ForecastStreams streams = new ForecastStreams(0, Heads.of(2), direct, List.of());
        Bars bars = zigzag();
        // round trip = 2 x one way
        CostCurve costs = CostCurve.of(bars, new Costs(costBps / 2, 0, 0));
        return signals(new PreparedStreams(streams, bars, costs, 0), PredictionMethod.DIRECT_MULTI);
    }

    @Test
    void directMulti_holdsForTheBestStepAfterCosts() {
        // without costs 0.02 / 0.02236 = 0.894 < 0.004 / 0.004 = 1; with 20 bp 0.018 / 0.02236 = 0.805 > 0.5
        RankedSignals free = directMulti(0);
        RankedSignals dear = directMulti(20);
        for (int bar = 30; bar < SIZE; bar++) {
            assertEquals(2, free.holding(bar));
            assertEquals(-1, free.sign(bar));
            assertEquals(1, dear.holding(bar));
            assertEquals(1, dear.sign(bar));
        }
    }

    @Test
    void directMulti_holdsForTheHorizonUntilItsErrorsAreKnown() {
        RankedSignals dear = directMulti(20);
        // the two-bar outcome of row 19, the twentieth, is known at the close of bar 22
        assertEquals(2, dear.holding(21));
        assertEquals(1, dear.holding(22));
    }

    @Test
    void rank_equalScoresRankInTheMiddle() {
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        Vector mostlyZero = new Vector(SIZE);
        mostlyZero.set(50, -1);
        direct.put(0, List.of(mostlyZero));
        Bars bars = zigzag();
        CostCurve costs = CostCurve.of(bars, Costs.defaults());
        RankedSignals signals = signals(
                new PreparedStreams(new ForecastStreams(0, Heads.of(1), direct, List.of()), bars, costs, 0),
                PredictionMethod.DIRECT);
        assertEquals(0, signals.rank(0));
        assertEquals(0.5, signals.rank(49));
        assertEquals(1, signals.rank(50));
        assertEquals(-1, signals.signal(50, 1));
        assertEquals(0, signals.signal(49, 0));
        assertEquals(11.5 / 24, signals.rank(51));
    }

    @Test
    void new_signalsBeforeTheStreams() {
        ForecastStreams streams = RandomMarket.forecasts(1, 2, 3, 10, 50);
        Bars bars = zigzag();
        PreparedStreams prepared = new PreparedStreams(streams, bars, CostCurve.of(bars, Costs.defaults()), 0);
        EnumSet<EnsembleMethod> mean = EnumSet.of(EnsembleMethod.MEAN);
        EnumSet<ConfidenceMethod> rank = EnumSet.of(ConfidenceMethod.RANK);
        assertThrows(
                IllegalArgumentException.class,
                () -> new SignalGenerator(prepared, mean, rank, 20, 9, 50, Arithmetic.SCALAR));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SignalGenerator(prepared, mean, rank, 20, 10, 51, Arithmetic.SCALAR));
    }

    private static RankedSignals signals(PreparedStreams streams, PredictionMethod method) {
        SignalGenerator generator = new SignalGenerator(
                streams,
                EnumSet.of(EnsembleMethod.MEAN),
                EnumSet.of(ConfidenceMethod.RANK),
                24,
                0,
                SIZE,
                Arithmetic.best());
        generator.prepare(method).forEach(Runnable::run);
        return generator.signals(method, EnsembleMethod.MEAN, ConfidenceMethod.RANK);
    }

    private static Vector constant(double value) {
        Vector out = new Vector(SIZE);
        out.fill(value);
        return out;
    }
}
