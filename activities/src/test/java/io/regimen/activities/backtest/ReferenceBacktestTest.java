package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.LadderFile;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.Funding;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Slippage;
import io.regimen.workflows.Swap;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Fast equals slow, scalar equals vector, one thread equals many. So many cases as the system property
 * {@code regimen.reference.cases} says, by default {@value #CASES}.
 */
class ReferenceBacktestTest {
    private static final int CASES = 2_000;

    @Test
    void run_equalsTheReferenceOnRandomCases() throws ReflectiveOperationException {
        int cases = Integer.getInteger("regimen.reference.cases", CASES);
        int trades = 0;
        int splits = 0;
        int filledIn = 0;
        int impacts = 0;
        int carries = 0;
        for (int seed = 0; seed < cases; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int horizon = List.of(1, 2, 3, 6, 14).get(random.nextInt(5));
            int latency = random.nextInt(3);
            Segments segments = segments(random, horizon, latency);
            Bars bars = bars(random, seed, segments.testTo() + random.nextInt(3));
            for (int i = 0; i < bars.size(); i++) {
                splits += bars.splitBefore(i) ? 1 : 0;
                filledIn += bars.repaired(i) ? 1 : 0;
            }
            CostCurve costs = CostCurve.of(bars, costs(random));
            RegimeStates regimes = StubRegimes.random(seed, 1 + random.nextInt(5), bars.size());
            ForecastStreams streams = RandomMarket.forecasts(
                    seed, horizon, 1 + random.nextInt(5), segments.outOfFoldFrom(), segments.testTo());
            List<InferenceConfig> configs = configs(random);

            List<BacktestResult> fast = new InferenceBacktester(
                            bars, regimes, segments, costs, horizon, latency, Arithmetic.SCALAR)
                    .run(streams, configs);
            if (Arithmetic.available()) {
                InferenceBacktester vector =
                        new InferenceBacktester(bars, regimes, segments, costs, horizon, latency, Arithmetic.VECTOR);
                assertEquals(fast, vector.run(streams, configs, 1 + seed % 3, () -> {}), "case " + seed);
            }
            if (seed % 3 == 0) {
                takenAgain(bars, segments, costs, horizon, latency, streams, configs, seed);
            }
            int at = random.nextInt(configs.size());
            InferenceConfig config = configs.get(at);
            ReferenceBacktest slow =
                    new ReferenceBacktest(bars, regimes, segments, costs, horizon, latency, streams, config);
            ReferenceBacktest.Decisions decisions = slow.decide();
            String where = "case " + seed + ", " + config;
            same(slow.run(decisions, Segment.VALIDATION), fast.get(at).validation(), where + " validation");
            same(slow.run(decisions, Segment.TEST), fast.get(at).test(), where + " test");
            assertEquals(config, fast.get(at).config());
            trades += fast.get(at).test().total().trades();
            impacts += fast.get(at).test().total().impactCosts() > 0 ? 1 : 0;
            carries += fast.get(at).test().total().carryCosts() != 0 ? 1 : 0;
        }
        assertTrue(trades > 2 * cases, "only " + trades + " trades were compared");
        assertTrue(splits > cases / 10, "only " + splits + " splits");
        assertTrue(filledIn > 2 * cases, "only " + filledIn + " bars filled in");
        assertTrue(impacts > cases / 10 && carries > cases / 10, impacts + " with impact, " + carries + " with carry");
    }

    /** Signals that were taken down, stored and read give the very results of the forecasts, under any regimes. */
    private static void takenAgain(
            Bars bars,
            Segments segments,
            CostCurve costs,
            int horizon,
            int latency,
            ForecastStreams streams,
            List<InferenceConfig> configs,
            int seed) {
        String where = "case " + seed;
        InferenceBacktester before = new InferenceBacktester(
                bars, StubRegimes.random(seed, 3, bars.size()), segments, costs, horizon, latency, Arithmetic.best());
        TakenSignals taken = before.taken(streams, configs, 1 + seed % 2);
        TakenSignals read = new TakenSignals(
                configs,
                taken.ladders().stream()
                        .map(ladder -> LadderFile.read(LadderFile.write(ladder), ladder.from()))
                        .toList());
        InferenceBacktester after = new InferenceBacktester(
                bars,
                StubRegimes.random(seed + 1, 2, bars.size()),
                segments,
                costs,
                horizon,
                latency,
                Arithmetic.best());
        assertEquals(after.run(streams, configs), after.run(read, 1 + seed % 3, () -> {}), where);
        for (Segment segment : Segment.values()) {
            List<Integer> indices = List.of(configs.size() - 1, 0);
            List<Vector> pnl = after.pnl(read, indices, segment);
            for (int i = 0; i < indices.size(); i++) {
                BacktestPath path = after.path(streams, configs.get(indices.get(i)), segment);
                BacktestPath again = after.path(read, indices.get(i), segment);
                assertArrayEquals(path.pnl().toArray(), pnl.get(i).toArray(), where);
                assertArrayEquals(path.pnl().toArray(), again.pnl().toArray(), where);
                assertArrayEquals(path.trades().toArray(), again.trades().toArray(), where);
                assertArrayEquals(path.signals().toArray(), again.signals().toArray(), where);
            }
        }
    }

    private static Bars bars(SplittableRandom random, int seed, int size) {
        Bars walk = RandomMarket.walk(seed, size, random.nextBoolean());
        Bars bars = switch (seed % 3) {
            case 0 -> RandomMarket.unbroken(seed, size, walk.quoted());
            case 1 -> RandomMarket.repaired(walk, seed, 0.05 * (1 + seed % 5));
            default -> walk;
        };
        return random.nextBoolean() ? RandomMarket.traded(bars, seed) : bars;
    }

    private static Costs costs(SplittableRandom random) {
        Costs costs = new Costs(random.nextBoolean() ? null : random.nextDouble(3), random.nextDouble(2), 0.1);
        costs = switch (random.nextInt(3)) {
            case 0 -> costs.with(Slippage.squareRoot(random.nextDouble(0.1, 2), 5, 1e5));
            case 1 -> costs.with(Slippage.volatility(random.nextDouble(0.01, 0.2), 8));
            default -> costs;
        };
        costs = switch (random.nextInt(4)) {
            case 0 -> costs.with(Funding.every(8, random.nextDouble(-3, 3)));
            case 1 -> costs.with(Swap.perDay(random.nextDouble(-2, 2), random.nextDouble(-2, 2)));
            default -> costs;
        };
        return random.nextInt(3) == 0 ? costs.withNoTradeBand(random.nextDouble(0.6)) : costs;
    }

    private static Segments segments(SplittableRandom random, int horizon, int latency) {
        int purge = horizon + 1 + latency;
        int outOfFoldFrom = random.nextInt(5);
        int validationFrom = outOfFoldFrom + random.nextInt(60);
        int validationTo = validationFrom + random.nextInt(40);
        int testFrom = validationTo + purge;
        return new Segments(outOfFoldFrom, validationFrom, validationTo, testFrom, testFrom + random.nextInt(70));
    }

    private static List<InferenceConfig> configs(SplittableRandom random) {
        ConfidenceMethod confidence = List.of(ConfidenceMethod.values()).get(random.nextInt(3));
        List<Double> thresholds = confidence == ConfidenceMethod.PROBABILITY
                ? List.of(0.0, 0.51, 0.55, 0.6)
                : List.of(0.0, 0.3, 0.5, 0.9);
        List<InferenceConfig> out = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            out.add(new InferenceConfig(
                    List.of(PredictionMethod.values()).get(random.nextInt(3)),
                    List.of(EnsembleMethod.values()).get(random.nextInt(3)),
                    thresholds.get(random.nextInt(4)),
                    List.of(20, 23, 33).get(random.nextInt(3)),
                    confidence));
        }
        return out;
    }

    private static void same(SegmentResult expected, SegmentResult actual, String where)
            throws ReflectiveOperationException {
        sameFields(expected.total(), actual.total(), where);
        assertEquals(expected.perRegime().size(), actual.perRegime().size(), where);
        for (int r = 0; r < expected.perRegime().size(); r++) {
            sameFields(expected.perRegime().get(r), actual.perRegime().get(r), where + " regime " + r);
        }
    }

    private static void sameFields(Record expected, Record actual, String where) throws ReflectiveOperationException {
        for (RecordComponent field : expected.getClass().getRecordComponents()) {
            Object want = field.getAccessor().invoke(expected);
            Object have = field.getAccessor().invoke(actual);
            String what = where + " " + field.getName();
            if (want instanceof Double number && have instanceof Double value) {
                assertEquals(number, value, 1e-9 * Math.abs(number) + 1e-14, what);
            } else {
                assertEquals(want, have, what);
            }
        }
    }
}
