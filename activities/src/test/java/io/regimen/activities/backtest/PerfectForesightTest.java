package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.market.Vendor;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Timeframe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The label is what execution earns. A predictor that knows the label and trades every H bars earns, without costs, in the
 * product's own backtest, exactly the sum of |y| over its trades: in logs, marking the backtest's positions at the opens
 * they were filled at; and in simple returns (|e^y - 1| of each trade, the backtest's own unit) in its metrics. Nothing
 * may be lost to latency, an off-by-one or a gap. A label from close to close, of the same length but another window, misses
 * a share of it wherever bars do not open at the close before, or a fill takes longer: more than all of it where the two windows do not
 * meet.
 */
class PerfectForesightTest {
    private static final InferenceConfig EVERY =
            new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 20);
    private static final Costs FREE = new Costs(0.0, 0, 0);

    @ParameterizedTest
    @CsvSource({
        // horizon, latency | share of it that the label of closes misses
        "1, 0, 0.5119",
        "1, 3, 1.0039",
        "2, 0, 0.2602",
        "6, 0, 0.0940",
        "6, 1, 0.2742",
        "24, 0, 0.0204",
        "24, 2, 0.0917",
        "120, 0, 0.0095",
        "500, 5, 0.0162",
    })
    void label_isEarnedOnARandomWalk(int horizon, int latency, double missed) {
        assertEquals(missed, check(jumpy(21, 6000), horizon, latency), 5e-4);
    }

    /** Bars filled in: trades that would begin or end there have no label, and the others lose nothing by them. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0.4845", "6, 1, 0.2864", "24, 0, 0.0276"})
    void label_isEarnedAroundBarsFilledIn(int horizon, int latency, double missed) {
        Bars bars = RandomMarket.repaired(jumpy(22, 6000), 23, 0.03);
        assertEquals(missed, check(bars, horizon, latency), 5e-4);
    }

    /** Oanda's bars open exactly where the one before closed: there, only latency tells the two labels apart. */
    @ParameterizedTest
    @CsvSource({
        "lean/oanda/hour/eurusd.zip, lean_oanda, 1, 0, 0",
        "lean/oanda/hour/eurusd.zip, lean_oanda, 24, 0, 0",
        "lean/oanda/hour/eurusd.zip, lean_oanda, 1, 1, 1.032",
        "lean/oanda/hour/eurusd.zip, lean_oanda, 24, 2, 0.075",
        "ejtrader/USDCHF_h1.csv.gz, ejtrader, 1, 0, 0.023",
        "ejtrader/USDCHF_h1.csv.gz, ejtrader, 6, 1, 0.202",
        "ejtrader/USDCHF_h1.csv.gz, ejtrader, 120, 1, 0.004",
    })
    void label_isEarnedOnRealBars(String file, String vendor, int horizon, int latency, double missed) {
        Path path = Path.of(System.getProperty("regimen.shared", "../../shared"), "data", file);
        Assumptions.assumeTrue(Files.exists(path), "skipped: there is no " + path);
        Bars bars = BarImporter.read(path, ImportOptions.of(Vendor.parse(vendor)))
                .dataset()
                .bars();
        assertEquals(missed, check(bars, horizon, latency), 3e-3);
    }

    /** Checks that the label is earned. Returns the share of it that a predictor with the label of closes misses. */
    private static double check(Bars bars, int horizon, int latency) {
        Vector label = Labels.forward(bars, horizon, latency);
        Earned mine = trade(bars, label, horizon, latency);
        assertTrue(mine.trades > 10, mine.toString());
        assertEquals(mine.logPromised, mine.logEarned, 1e-9 * mine.logPromised);
        assertEquals(mine.simplePromised, mine.simpleEarned, 1e-9 * mine.simplePromised);

        // the same predictor with the label of closes: right about another window
        Vector closes = new Vector(bars.size());
        for (int t = 0; t < closes.size(); t++) {
            boolean known = !Double.isNaN(label.get(t));
            closes.set(t, known ? Math.log(bars.close(t + horizon) / bars.close(t)) : Double.NaN);
        }
        Earned theirs = trade(bars, closes, horizon, latency);
        return 1 - theirs.logEarned / mine.logEarned;
    }

    /** A random walk that jumps between the bars as far as it moves within one. */
    private static Bars jumpy(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false).calendar(TradingCalendar.CONTINUOUS);
        double price = 1;
        for (int i = 0; i < size; i++) {
            double open = price * StrictMath.exp(0.004 * (random.nextDouble() - 0.5));
            price = open * StrictMath.exp(0.004 * (random.nextDouble() - 0.5));
            bars.add(3600L * i, open, Math.max(open, price), Math.min(open, price), price, 0, 0);
        }
        return bars.build();
    }

    /**
     * @param logPromised sum of the absolute labels traded on
     * @param logEarned what the backtest's positions earn in logs, per unit of a tranche
     * @param simpleEarned sum of the backtest's trade returns
     */
    private record Earned(
            int trades, double logPromised, double logEarned, double simplePromised, double simpleEarned) {}

    private static Earned trade(Bars bars, Vector label, int horizon, int latency) {
        int size = bars.size();
        Vector forecasts = new Vector(size);
        double logPromised = 0;
        double simplePromised = 0;
        int trades = 0;
        for (int t = 0; t + 1 + latency + horizon < size; t += horizon) {
            double y = label.get(t);
            if (!Double.isNaN(y) && y != 0) {
                forecasts.set(t, y);
                logPromised += Math.abs(y);
                simplePromised += Math.abs(Math.expm1(y));
                trades++;
            }
        }
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(Heads.of(horizon).size() - 1, List.of(forecasts));
        ForecastStreams streams = new ForecastStreams(0, Heads.of(horizon), direct, List.of());
        InferenceBacktester backtester = new InferenceBacktester(
                bars, StubRegimes.one(size), new Segments(0, 0, 0, 0, size), FREE, horizon, latency);
        Metrics total =
                backtester.run(streams, List.of(EVERY)).getFirst().test().total();
        assertEquals(trades, total.trades());
        assertEquals(0, total.costs());
        Double edge = total.edgeBps();
        assertNotNull(edge);
        BacktestPath path = backtester.path(streams, EVERY, Segment.TEST);
        IntToDoubleFunction logReturn = i -> {
            int fill = path.firstBar() + i + 1 + latency;
            return Math.log(bars.open(fill + 1) / bars.open(fill));
        };
        double logEarned = 0;
        for (int i = 0; i < path.positions().size(); i++) {
            logEarned += horizon * path.positions().get(i) * logReturn.applyAsDouble(i);
        }
        return new Earned(trades, logPromised, logEarned, simplePromised, edge * 1e-4 * total.trades());
    }
}
