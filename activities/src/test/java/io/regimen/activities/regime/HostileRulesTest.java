package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that nobody should be able to hurt us with: each is one clear error that names the place. */
class HostileRulesTest {
    private static final String RULE = "regimes[0].rule";

    /** So that what is shown is the work, and not the start of a JVM. */
    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 3; i++) {
            hostile()
                    .forEach(hostile ->
                            assertThrows(RegimeException.class, () -> RegimeSets.rule((String) hostile.get()[1])));
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void parse_isOneClearError(String what, String rule, String where, String message, TestReporter reporter) {
        long start = System.nanoTime();
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.rule(rule));
        report(reporter, what, start);
        assertEquals(where, error.problem().field());
        String told = error.problem().toString();
        assertEquals(told, error.getMessage());
        assertTrue(told.contains(message), told);
        assertTrue(told.length() < 600, told);
        assertTrue(error.problem().hint().length() > 8, told);
    }

    @Test
    void parse_ofTooMuchTextIsRefusedBeforeItIsRead(TestReporter reporter) {
        String much = "{\"returns\": \"> 0\"}" + " ".repeat(1_000_000);
        long start = System.nanoTime();
        RegimeException error = assertThrows(RegimeException.class, () -> RegimeSets.rule(much));
        report(reporter, "a million characters", start);
        String told = error.problem().toString();
        assertTrue(told.contains("At most 262144 are allowed"), told);
    }

    /** It can be said, and means something; that it never holds is for the tester to see. */
    @Test
    void test_aRuleThatIsTrueNowhereIsAWarning(TestReporter reporter) {
        Bars bars = Walks.hourly(10_000, 1);
        long start = System.nanoTime();
        RegimeReport report = RegimeTester.test(
                bars, RegimeSets.rule("{\"and\": [{\"returns\": \"> 0\"}, {\"returns\": \"< 0\"}]}"), "d", "EURUSD/1h");
        report(reporter, "true nowhere on 10,000 bars", start);
        assertEquals(
                List.of(
                        "one@1/holds: its rule holds on none of the 10000 bars.",
                        "100.0 % of the bars belong to no regime: nothing leads there."),
                report.warnings());
    }

    /** Times are shown, not asserted: they are the machine's as much as ours. */
    private static void report(TestReporter reporter, String what, long start) {
        reporter.publishEntry(what, String.format(Locale.ROOT, "%.1f ms", (System.nanoTime() - start) / 1e6));
    }
}
