package io.regimen.activities.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.model.Vector;
import io.regimen.activities.selection.Finding.Condition;
import io.regimen.activities.selection.Finding.Result;
import io.regimen.activities.selection.Verdict.Outcome;
import io.regimen.activities.selection.statistic.MultipleTrials;
import io.regimen.activities.selection.statistic.Overfitting;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final int BARS = 3000;
    private static final double PERIODS = 1500;
    private static final EvidenceRules RULES = EvidenceRules.defaults();
    private static final Ledger FEW = new Ledger(10, 1, null);

    @Test
    void of_skill_isProven() {
        Verdict verdict = Verdict.of(measures(0.12, 40, 1500), FEW, RULES);

        assertEquals(Outcome.PROVEN, verdict.outcome(), verdict.reason());
        assertEquals("every condition is met", verdict.reason());
        assertEquals(Condition.values().length, verdict.findings().size());
        assertEquals(Result.NOT_APPLICABLE, result(verdict, Condition.BETTER_THAN_INCUMBENT), "nobody led before");
    }

    @Test
    void of_noise_isUnprovenForEveryReason() {
        Verdict verdict = Verdict.of(measures(0, 40, 1500), FEW, RULES);

        assertEquals(Outcome.UNPROVEN, verdict.outcome());
        for (Condition condition : List.of(
                Condition.DEFLATED_SHARPE,
                Condition.DEFLATED_SHARPE_IN_REGIME,
                Condition.NET_EXPECTANCY,
                Condition.BETTER_THAN_ZERO,
                Condition.BETTER_THAN_MOMENTUM)) {
            assertEquals(Result.NOT_MET, result(verdict, condition), condition.toString());
        }
        assertTrue(verdict.reason().contains("trials on this market"), verdict.reason());
    }

    @Test
    void of_tooLittle_isInsufficientHoweverGood() {
        Verdict trades = Verdict.of(measures(0.2, 29, 1500), FEW, RULES);
        assertEquals(Outcome.INSUFFICIENT, trades.outcome());
        assertEquals("29 trades on test lie in the regime; 30 are needed", trades.reason());
        assertEquals(
                Outcome.INSUFFICIENT,
                Verdict.of(measures(0.2, 30, 499), FEW, RULES).outcome());
        assertEquals(
                Outcome.PROVEN, Verdict.of(measures(0.2, 30, 500), FEW, RULES).outcome());
    }

    @Test
    void of_moreTrials_neverHelp() {
        Measures measures = measures(0.055, 40, 1500);
        double before = 1;
        for (long trials : List.of(1L, 10L, 1000L, 100_000L)) {
            Finding finding =
                    finding(Verdict.of(measures, new Ledger(trials, 1, null), RULES), Condition.DEFLATED_SHARPE);
            double probability =
                    Double.parseDouble(finding.sentence().replaceAll(".*with a probability of ([0-9.]+) %.*", "$1"));
            assertTrue(probability <= 100 * before);
            before = probability / 100;
        }
        assertTrue(before < 0.95);
    }

    @Test
    void of_ledgerWithLittleSpread_isTheVarianceOfTheTrials() {
        Measures measures = measures(0.1, 40, 1500);
        double annual = 0.04;
        String sentence = finding(Verdict.of(measures, new Ledger(100, 1, annual), RULES), Condition.DEFLATED_SHARPE)
                .sentence();
        double luck = Math.sqrt(annual)
                * MultipleTrials.expectedMaximum(
                        MultipleTrials.effective(100, measures.run().meanCorrelation()));
        assertTrue(sentence.contains(String.format(Locale.ROOT, "is above %.2f,", luck)), sentence);
    }

    @Test
    void adjusted_isHolmOverTheRegimes() {
        Vector better = stream(0.1, 1, BARS);
        Vector worse = stream(0, 2, BARS);
        Comparison one = Measurement.comparison(7, better, worse, 4);
        Comparison same = Measurement.comparison(7, worse, worse, 4);
        SortedMap<String, Comparison> adjusted =
                Measurement.adjusted(new TreeMap<>(Map.of("a", one, "b", one, "c", same)));

        double p = Math.min(1, 2 * paired(one));
        Comparison first = Objects.requireNonNull(adjusted.get("a"));
        assertEquals(p, Objects.requireNonNull(first.adjusted()), 1e-12);
        assertNull(Objects.requireNonNull(adjusted.get("c")).adjusted());
    }

    @Test
    void of_incumbentThatIsAsGood_staysUnproven() {
        Measures measures = measures(0.12, 40, 1500);
        Vector own = stream(0.12, 1, 1500);
        Vector twin = stream(0.12, 9, 1500);
        Comparison comparison = Measurement.adjusted(
                        new TreeMap<>(Map.of("a", Measurement.comparison(7, own, twin, 4))))
                .get("a");

        Verdict verdict = Verdict.of(measures.beside(comparison), FEW, RULES);
        assertEquals(Outcome.UNPROVEN, verdict.outcome());
        assertTrue(verdict.reason().startsWith("if it earned no more than run 7"), verdict.reason());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.4, MET", "0.51, 0.4, NOT_MET", "0.9, 0.05, MET", "0.9, 0.051, NOT_MET"})
    void of_choiceAmongEquals_harmsOnlyIfItLoses(double probability, double losses, Result result) {
        Measures plain = measures(0.12, 40, 1500);
        RunMeasures run = plain.run();
        Measures measures = new Measures(
                plain.trades(),
                plain.bars(),
                plain.whole(),
                plain.regime(),
                plain.blockLength(),
                plain.lowerBound(),
                plain.level(),
                plain.periodsPerYear(),
                new RunMeasures(
                        run.streams(),
                        run.meanCorrelation(),
                        new Overfitting(924, probability, 0, 0, losses),
                        run.overZero(),
                        run.overMomentum()),
                null);

        assertEquals(result, result(Verdict.of(measures, FEW, RULES), Condition.OVERFITTING));
    }

    @Test
    void measures_sameSeed_sameNumbers() {
        assertEquals(measures(0.05, 40, 900), measures(0.05, 40, 900));
    }

    @Test
    void measures_areReadAsTheyWereWritten() throws JsonProcessingException {
        Vector own = stream(0.12, 1, 1500);
        Comparison comparison = Measurement.adjusted(
                        new TreeMap<>(Map.of("a", Measurement.comparison(7, own, stream(0, 9, 1500), 4))))
                .get("a");
        Measures measures = measures(0.05, 40, 900).beside(comparison);

        assertEquals(measures, Json.mapper().readValue(Json.write(measures), Measures.class));
    }

    /** Thirty configurations, one of them the candidate, on bars of which the first lie in the regime. */
    private static Measures measures(double sharpe, int trades, int inRegime) {
        List<Vector> streams = new ArrayList<>();
        for (int j = 0; j < 30; j++) {
            // good ones trade much the same
            streams.add(stream(sharpe * j / 29, 1, BARS));
            Vector noise = stream(0, 100 + j, BARS);
            for (int i = 0; i < BARS; i++) {
                streams.get(j).set(i, streams.get(j).get(i) + 0.5 * noise.get(i));
            }
        }
        RunMeasures run = Measurement.run(streams, stream(0, 999, BARS), 3);
        return Measurement.candidate(
                run, stream(sharpe, 1, BARS), i -> i < inRegime, trades, RULES.level(), PERIODS, 3);
    }

    private static Vector stream(double sharpe, long seed, int bars) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector out = new Vector(bars);
        double sum = 0;
        for (int i = 0; i < bars; i++) {
            out.set(i, random.nextGaussian());
            sum += out.get(i);
        }
        for (int i = 0; i < bars; i++) {
            out.set(i, 1e-3 * (out.get(i) - sum / bars + sharpe));
        }
        return out;
    }

    private static Result result(Verdict verdict, Condition condition) {
        return finding(verdict, condition).result();
    }

    private static Finding finding(Verdict verdict, Condition condition) {
        return verdict.findings().stream()
                .filter(finding -> finding.condition() == condition)
                .findFirst()
                .orElseThrow();
    }

    private static double paired(Comparison comparison) {
        return Objects.requireNonNull(comparison.paired()).firstGreater();
    }
}
