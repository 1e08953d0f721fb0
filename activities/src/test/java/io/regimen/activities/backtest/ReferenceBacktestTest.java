package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceBacktestTest {
    private static final int CASES = 200;

    @Test
    void run_equalsTheReferenceOnRandomCases() throws ReflectiveOperationException {
        int trades = 0;
        int splits = 0;
        int filledIn = 0;
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int horizon = List.of(1, 2, 3, 6, 14).get(random.nextInt(5));
            int latency = random.nextInt(3);
            Segments segments = segments(random, horizon, latency);
            int size = segments.testTo() + random.nextInt(3);
            Bars bars = RandomMarket.walk(seed, size, random.nextBoolean());
            bars = switch (seed % 3) {
                case 0 -> RandomMarket.unbroken(seed, size, bars.quoted());
                case 1 -> RandomMarket.repaired(bars, seed, 0.05 * (1 + seed % 5));
                default -> bars;
            };
            for (int i = 0; i < size; i++) {
                splits += bars.splitBefore(i) ? 1 : 0;
                filledIn += bars.repaired(i) ? 1 : 0;
            }
            Costs costs = new Costs(random.nextBoolean() ? null : random.nextDouble(3), random.nextDouble(2), 0.1);
            RegimeStates regimes = StubRegimes.random(seed, 1 + random.nextInt(5), size);
            ForecastStreams streams = RandomMarket.forecasts(
                    seed, horizon, 1 + random.nextInt(5), segments.outOfFoldFrom(), segments.testTo());
            List<InferenceConfig> configs = configs(random);

            List<BacktestResult> fast =
                    new InferenceBacktester(bars, regimes, segments, costs, horizon, latency).run(streams, configs);
            for (int i = 0; i < configs.size(); i++) {
                ReferenceBacktest slow = new ReferenceBacktest(
                        bars, regimes, segments, costs, horizon, latency, streams, configs.get(i));
                ReferenceBacktest.Decisions decisions = slow.decide();
                String where = "case " + seed + ", " + configs.get(i);
                same(slow.run(decisions, Segment.VALIDATION), fast.get(i).validation(), where + " validation");
                same(slow.run(decisions, Segment.TEST), fast.get(i).test(), where + " test");
                assertEquals(configs.get(i), fast.get(i).config());
                trades += fast.get(i).test().total().trades();
            }
        }
        assertTrue(trades > 3 * CASES, "only " + trades + " trades were compared");
        assertTrue(splits > CASES / 2, "only " + splits + " splits");
        assertTrue(filledIn > 5 * CASES, "only " + filledIn + " bars filled in");
    }

    private static Segments segments(SplittableRandom random, int horizon, int latency) {
        int purge = horizon + 1 + latency;
        int outOfFoldFrom = random.nextInt(5);
        int validationFrom = outOfFoldFrom + random.nextInt(90);
        int validationTo = validationFrom + random.nextInt(80);
        int testFrom = validationTo + purge;
        return new Segments(outOfFoldFrom, validationFrom, validationTo, testFrom, testFrom + random.nextInt(120));
    }

    private static List<InferenceConfig> configs(SplittableRandom random) {
        List<InferenceConfig> out = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            out.add(new InferenceConfig(
                    List.of(PredictionMethod.values()).get(random.nextInt(3)),
                    List.of(EnsembleMethod.values()).get(random.nextInt(3)),
                    List.of(0.0, 0.3, 0.5, 0.9).get(random.nextInt(4)),
                    List.of(20, 33, 50).get(random.nextInt(3))));
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
