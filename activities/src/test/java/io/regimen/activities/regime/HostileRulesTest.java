package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeReport;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that nobody should be able to hurt us with: each is one clear error that names the place. */
class HostileRulesTest {
    private static final SortedMap<String, Double> MILLISECONDS = new TreeMap<>();
    private static final String RULE = "regimes[0].rule";
    private static final String NOWHERE = "{\"and\": [{\"returns\": \"> 0\"}, {\"returns\": \"< 0\"}]}";

    /** So that what is shown is the work, and not the start of a JVM. */
    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 3; i++) {
            hostile()
                    .forEach(hostile ->
                            assertThrows(RegimeException.class, () -> RegimeSets.rule((String) hostile.get()[1])));
            hostileDetectors()
                    .forEach(hostile -> assertThrows(
                            RegimeException.class,
                            () -> RegimeSets.detector((int) hostile.get()[1], (String) hostile.get()[2])));
            RegimeTester.test(Walks.hourly(10_000, 1), RegimeSets.rule(NOWHERE), "d", "EURUSD/1h");
        }
    }

    static Stream<Arguments> hostile() {
        String nested = "{\"not\": ".repeat(10_000) + "{\"returns\": \"> 0\"}" + "}".repeat(10_000);
        String wide = "{\"and\": [" + "{\"returns\": \"> 0\"},".repeat(9_999) + "{\"returns\": \"> 0\"}]}";
        String deep = ".not".repeat(8);
        return Stream.of(
                Arguments.of("10,000 nested nodes", nested, RULE + deep, "nested more than 8 deep"),
                Arguments.of("10,000 nodes side by side", wide, RULE + ".and[63].returns", "more than 64 nodes"),
                Arguments.of(
                        "unknown measure",
                        "{\"and\": [{\"returns\": \"> 0\"}, {\"tomorrow\": \"> 0\"}]}",
                        RULE + ".and[1].tomorrow",
                        "no measure of this name"),
                Arguments.of("NaN in a condition", "{\"returns\": \"> NaN\"}", RULE + ".returns", "not a condition"),
                Arguments.of(
                        "Infinity in a condition", "{\"returns\": \"> 1e999\"}", RULE + ".returns", "not a condition"),
                Arguments.of(
                        "NaN as a parameter",
                        "{\"returns\": {\"is\": \"> 0\", \"window\": NaN}}",
                        "set",
                        "not JSON, line 1"),
                Arguments.of(
                        "a parameter that is too large",
                        "{\"returns\": {\"is\": \"> 0\", \"window\": 1000000000}}",
                        RULE + ".returns.window",
                        "out of bounds"),
                Arguments.of(
                        "a broken parameter",
                        "{\"returns\": {\"is\": \"> 0\", \"window\": 2.5}}",
                        RULE + ".returns.window",
                        "not whole"),
                Arguments.of(
                        "an unknown parameter",
                        "{\"returns\": {\"is\": \"> 0\", \"windows\": 5}}",
                        RULE + ".returns.windows",
                        "no such parameter"),
                Arguments.of("empty", "{}", RULE, "empty"),
                Arguments.of("an empty list", "{\"or\": []}", RULE + ".or", "an empty list"),
                Arguments.of("nothing", "null", RULE, "is null, not a rule"),
                Arguments.of("code", "\"exec('rm')\"", RULE, "is text, not a rule"),
                Arguments.of(
                        "the future",
                        "{\"returns\": {\"is\": \"> 0\", \"lag\": -1}}",
                        RULE + ".returns.lag",
                        "bars that are not there yet"),
                Arguments.of(
                        "a number for a condition",
                        "{\"returns\": 0.7}",
                        RULE + ".returns",
                        "is a number, not a condition"),
                Arguments.of("no condition", "{\"returns\": {\"window\": 5}}", RULE + ".returns.is", "missing"),
                Arguments.of(
                        "a percentile beyond 100",
                        "{\"returns\": \"> 175th percentile\"}",
                        RULE + ".returns",
                        "a percentile of 175"),
                Arguments.of(
                        "a multiple of nothing", "{\"volume\": \"> 0x average\"}", RULE + ".volume", "a multiple of 0"),
                Arguments.of(
                        "a past for a number",
                        "{\"volume\": {\"is\": \"> 1\", \"over\": 50}}",
                        RULE + ".volume.over",
                        "no past"),
                Arguments.of(
                        "twice the same", "{\"returns\": \"> 0\", \"returns\": \"< 0\"}", "set", "Duplicate field"),
                Arguments.of(
                        "a name to break lines with",
                        "{\"a\\nb\": \"> 0\"}",
                        RULE + ".a?b",
                        "no measure of this name"));
    }

    static Stream<Arguments> hostileDetectors() {
        String features = "\"features\": [\"returns\"]";
        String markov = "{\"kind\": \"hidden_markov\", " + features;
        return Stream.of(
                Arguments.of("no kind", 2, "{" + features + "}", "detector.kind", "missing"),
                Arguments.of(
                        "an unknown kind",
                        2,
                        "{\"kind\": \"oracle\", " + features + "}",
                        "detector.kind",
                        "\"oracle\" is no detector"),
                Arguments.of("code", 2, "\"exec('rm')\"", "detector", "is text, not a detector"),
                Arguments.of("nothing", 2, "null", "detector", "is null, not a detector"),
                Arguments.of("empty", 2, "{}", "detector.kind", "missing"),
                Arguments.of("one state", 1, markov + "}", "regimes", "a detector with 1 states"),
                Arguments.of("sixteen states", 16, markov + "}", "regimes", "a detector with 16 states"),
                Arguments.of("no features", 2, "{\"kind\": \"hidden_markov\"}", "detector.features", "missing"),
                Arguments.of(
                        "10,000 features",
                        2,
                        "{\"kind\": \"hidden_markov\", \"features\": [" + "\"returns\",".repeat(9_999)
                                + "\"returns\"]}",
                        "detector.features",
                        "not a list of 1 to 6 measures"),
                Arguments.of(
                        "a feature twice",
                        2,
                        "{\"kind\": \"hidden_markov\", \"features\": [\"returns\", {\"returns\": {\"window\": 50}}]}",
                        "detector.features[1]",
                        "once more"),
                Arguments.of(
                        "an unknown measure",
                        2,
                        "{\"kind\": \"hidden_markov\", \"features\": [\"tomorrow\"]}",
                        "detector.features[0].tomorrow",
                        "no measure of this name"),
                Arguments.of(
                        "the future",
                        2,
                        "{\"kind\": \"hidden_markov\", \"features\": [{\"returns\": {\"lag\": -1}}]}",
                        "detector.features[0].returns.lag",
                        "bars that are not there yet"),
                Arguments.of(
                        "a condition",
                        2,
                        "{\"kind\": \"hidden_markov\", \"features\": [{\"returns\": \"> 0\"}]}",
                        "detector.features[0].returns",
                        "not the measure's parameters"),
                Arguments.of("smoothing", 2, markov + ", \"smoothed\": true}", "detector.smoothed", "unknown field"),
                Arguments.of(
                        "a fit on everything",
                        2,
                        markov + ", \"train\": 1000000000}",
                        "detector.train",
                        "out of bounds"),
                Arguments.of("a fit at every bar", 2, markov + ", \"refit\": 1}", "detector.refit", "out of bounds"),
                Arguments.of("half a bar", 2, markov + ", \"refit\": 500.5}", "detector.refit", "not whole"),
                Arguments.of("a broken seed", 2, markov + ", \"seed\": -1}", "detector.seed", "out of bounds"),
                Arguments.of(
                        "a penalty where there is none",
                        2,
                        markov + ", \"penalty\": 5}",
                        "detector.penalty",
                        "no penalty"),
                Arguments.of(
                        "a negative penalty",
                        2,
                        "{\"kind\": \"jump_model\", " + features + ", \"penalty\": -1}",
                        "detector.penalty",
                        "out of bounds"),
                Arguments.of(
                        "an infinite penalty",
                        2,
                        "{\"kind\": \"jump_model\", " + features + ", \"penalty\": 1e999}",
                        "detector.penalty",
                        "out of bounds"),
                Arguments.of("an unknown order", 2, markov + ", \"order\": \"luck\"}", "detector.order", "no order"),
                Arguments.of(
                        "trends of two states",
                        2,
                        markov + ", \"order\": \"trend\"}",
                        "detector.order",
                        "four states"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileDetectors")
    void parse_ofADetectorIsOneClearError(String what, int states, String detector, String where, String message) {
        long start = System.nanoTime();
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.detector(states, detector));
        took(what, start);
        assertTold(where, message, error);
    }

    @Test
    void parse_ofRulesBesideADetectorIsOneClearError() {
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.of("""
                {"name": "both", "regimes": [{"name": "up", "rule": {"returns": "> 0"}}, {"name": "down"}],
                 "detector": {"kind": "hidden_markov", "features": ["returns"]}}"""));
        assertTold("regimes[0].rule", "unknown field", error);
        error = assertThrows(RegimeException.class, () -> RegimeSets.of("""
                {"name": "rest", "regimes": [{"name": "up"}, {"name": "down"}], "otherwise": "up",
                 "detector": {"kind": "hidden_markov", "features": ["returns"]}}"""));
        assertTold("otherwise", "only the bars before its first fit", error);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void parse_isOneClearError(String what, String rule, String where, String message) {
        long start = System.nanoTime();
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.rule(rule));
        took(what, start);
        assertTold(where, message, error);
        assertTrue(error.problem().hint().length() > 8, error::getMessage);
    }

    private static void assertTold(String where, String message, RegimeException error) {
        assertEquals(where, error.problem().field());
        String told = error.problem().toString();
        assertEquals(told, error.getMessage());
        assertTrue(told.contains(message), told);
        assertTrue(told.length() < 600, told);
    }

    @Test
    void parse_ofTooMuchTextIsRefusedBeforeItIsRead() {
        String much = "{\"returns\": \"> 0\"}" + " ".repeat(1_000_000);
        long start = System.nanoTime();
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.rule(much));
        took("a million characters", start);
        String told = error.problem().toString();
        assertTrue(told.contains("At most 262144 are allowed"), told);
    }

    /** It can be said, and means something; that it never holds is for the tester to see. */
    @Test
    void test_aRuleThatIsTrueNowhereIsAWarning() {
        Bars bars = Walks.hourly(10_000, 1);
        long start = System.nanoTime();
        RegimeReport report = RegimeTester.test(bars, RegimeSets.rule(NOWHERE), "d", "EURUSD/1h");
        took("true nowhere on 10,000 bars", start);
        assertEquals(
                List.of(
                        "one@1/holds: its rule holds on none of the 10000 bars.",
                        "100.0 % of the bars belong to no regime: nothing leads there."),
                report.warnings());
    }

    private static void took(String what, long start) {
        MILLISECONDS.put(what, (System.nanoTime() - start) / 1e6);
    }

    /** Times are shown, not asserted: they are the machine's as much as ours. */
    @AfterAll
    static void showTheSlowest() {
        Map.Entry<String, Double> slowest =
                Collections.max(MILLISECONDS.entrySet(), Map.Entry.comparingByValue(Comparator.naturalOrder()));
        System.getLogger(HostileRulesTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        String.format(
                                Locale.ROOT,
                                "the slowest of %d hostile inputs took %.1f ms: %s",
                                MILLISECONDS.size(),
                                slowest.getValue(),
                                slowest.getKey()));
    }
}
