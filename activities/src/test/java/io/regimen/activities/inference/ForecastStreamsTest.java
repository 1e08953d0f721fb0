package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.PredictionMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastStreamsTest {
    private static final Set<PredictionMethod> ALL = EnumSet.allOf(PredictionMethod.class);

    @Test
    void of_recursivePushesItsForecastsIntoTheBlock() {
        // columns: something else, latest return, the one before
        Matrix features = new Matrix(3, 3);
        features.set(1, 0, 100);
        features.set(1, 1, 8);
        features.set(1, 2, 4);
        LinearModel model = LinearModel.of(3, Vector.of(0.01, 0.5, 0.25));
        // 0.01*100 + 0.5*8 + 0.25*4 = 6; then 1 + 0.5*6 + 0.25*8 = 6; then 1 + 0.5*6 + 0.25*6 = 5.5
        ForecastStreams streams =
                ForecastStreams.of(model, features, 1, 2, 1, 2, EnumSet.of(PredictionMethod.RECURSIVE));
        assertEquals(17.5, streams.recursive().getFirst().get(0));
        assertEquals(8, features.get(1, 1), "the caller's features were changed");
        assertEquals(1, streams.from());
        assertEquals(2, streams.to());
    }

    @Test
    void of_onlyWhatIsAskedFor() {
        Matrix features = new Matrix(4, 2);
        LinearModel model = LinearModel.of(3, Vector.of(1, 1), Vector.of(1, 2));
        ForecastStreams direct = ForecastStreams.of(model, features, 0, 1, 0, 4, EnumSet.of(PredictionMethod.DIRECT));
        assertEquals(Set.of(2), direct.direct().keySet());
        assertTrue(direct.recursive().isEmpty());
        ForecastStreams multi =
                ForecastStreams.of(model, features, 0, 1, 0, 4, EnumSet.of(PredictionMethod.DIRECT_MULTI));
        assertEquals(Set.of(0, 1, 2), multi.direct().keySet());
        assertEquals(2, multi.members());
    }

    @Test
    void of_horizonOneMakesRecursiveDirect() {
        Matrix features = RandomMarket.features(RandomMarket.walk(1, 50, false), 2);
        LinearModel model = LinearModel.of(1, Vector.of(0.3, -0.2, 0.1, 0.5, 0.4));
        ForecastStreams streams = ForecastStreams.of(model, features, 0, 3, 10, 50, ALL);
        assertArrayEquals(
                streams.direct().sequencedValues().getFirst().getFirst().toArray(),
                streams.recursive().getFirst().toArray());
    }

    @Test
    void of_forecastThatIsNotANumber() {
        Matrix features = new Matrix(4, 1);
        LinearModel model = LinearModel.of(1, Vector.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ForecastStreams.of(model, features, 0, 1, 0, 4, ALL));
    }

    /** Whether the model would forecast NaN, infinity or a number there. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_rowWithUnknownFeatureForecastsNothing(double unknown) {
        Matrix features = RandomMarket.features(RandomMarket.walk(1, 50, false), 2);
        LinearModel model = LinearModel.of(3, Vector.of(0.3, -0.2, 0.1, 0.5, 0), Vector.of(0, 0, 0.1, 0.5, 0.4));
        ForecastStreams whole = ForecastStreams.of(model, features, 0, 3, 10, 50, ALL);
        features.set(20, 4, unknown);
        features.set(33, 0, unknown);
        ForecastStreams holed = ForecastStreams.of(model, features, 0, 3, 10, 50, ALL);
        for (int row = 0; row < 40; row++) {
            boolean known = row != 10 && row != 23;
            for (int member = 0; member < 2; member++) {
                for (int head = 0; head < 3; head++) {
                    assertEquals(
                            known ? stream(whole, head, member).get(row) : 0,
                            stream(holed, head, member).get(row));
                }
                double recursive = known ? whole.recursive().get(member).get(row) : 0;
                assertEquals(recursive, holed.recursive().get(member).get(row));
            }
        }
    }

    private static Vector stream(ForecastStreams of, int head, int member) {
        return Objects.requireNonNull(of.direct().get(head)).get(member);
    }

    @Test
    void new_streamsThatDoNotFit() {
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(0, List.of(new Vector(3)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ForecastStreams(0, Heads.of(1), direct, List.of(new Vector(4))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ForecastStreams(0, Heads.of(1), direct, List.of(new Vector(3), new Vector(3))));
        assertThrows(
                IllegalArgumentException.class, () -> new ForecastStreams(0, Heads.of(1), new TreeMap<>(), List.of()));
    }
}
