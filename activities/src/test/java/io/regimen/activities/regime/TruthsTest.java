package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.feature.LookAhead;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthsTest {
    private static final String UP = "{\"returns\": {\"is\": \"> 0\", \"window\": 1}}";
    /** Unknown for the first 100 bars. */
    private static final String LATE = "{\"returns\": {\"is\": \"> 0\", \"window\": 1, \"lag\": 99}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"and": [UP, LATE]}         | up false, else unknown
            {"or": [UP, LATE]}          | up true, else unknown
            {"not": LATE}               | unknown
            {"not": UP}                 | not up
            {"or": [UP, {"not": UP}]}   | true
            """)
    void of_whatIsNotKnown(String rule, String expected) {
        Bars bars = Walks.hourly(90, 1);
        String json = rule.replace("UP", UP).replace("LATE", LATE);
        byte[] truth = truth(bars, json);
        byte[] up = truth(bars, UP);
        for (int t = 1; t < 90; t++) {
            boolean rises = up[t] == Truths.TRUE;
            int meant = switch (expected) {
                case "up false, else unknown" -> rises ? Truths.UNKNOWN : Truths.FALSE;
                case "up true, else unknown" -> rises ? Truths.TRUE : Truths.UNKNOWN;
                case "unknown" -> Truths.UNKNOWN;
                case "not up" -> rises ? Truths.FALSE : Truths.TRUE;
                default -> Truths.TRUE;
            };
            assertEquals(meant, truth[t], "bar " + t);
        }
    }

    @Test
    void of_percentileAndAverageEqualCounting() {
        Bars bars = Walks.hourly(400, 2);
        byte[] rank = truth(bars, "{\"volume\": {\"is\": \"> 90th percentile\", \"over\": 40}}");
        byte[] multiple = truth(bars, "{\"volume\": {\"is\": \">= 1.5x average\", \"over\": 40}}");
        for (int t = 0; t < 400; t++) {
            double below = 0;
            double sum = 0;
            for (int i = Math.max(0, t - 40); i < t; i++) {
                below += bars.volume(i) < bars.volume(t) ? 1 : bars.volume(i) == bars.volume(t) ? 0.5 : 0;
                sum += bars.volume(i);
            }
            assertEquals(t < 40 ? Truths.UNKNOWN : below / 40 > 0.9 ? Truths.TRUE : Truths.FALSE, rank[t], "bar " + t);
            assertEquals(
                    t < 40 ? Truths.UNKNOWN : bars.volume(t) >= 1.5 * (sum / 40) ? Truths.TRUE : Truths.FALSE,
                    multiple[t],
                    "bar " + t);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 77, 150, 199})
    void of_doesNotDependOnTheFuture(int cut) {
        String rule = """
                {"or": [{"volume": {"is": "> 1.2x average", "over": 30}},
                        {"not": {"volatility": {"is": "<= 60th percentile", "window": 5, "over": 50, "lag": 2}}}]}
                """;
        assertEquals(
                List.of(),
                LookAhead.leaks(
                        b -> {
                            byte[] truth = truth(b, rule);
                            Matrix out = new Matrix(truth.length, 1);
                            for (int t = 0; t < truth.length; t++) {
                                out.set(t, 0, truth[t]);
                            }
                            return out;
                        },
                        Walks.withHoles(200, 3),
                        cut));
    }

    private static byte[] truth(Bars bars, String rule) {
        return Looks.of(RegimeSets.rule(rule), bars).rules().getFirst();
    }
}
