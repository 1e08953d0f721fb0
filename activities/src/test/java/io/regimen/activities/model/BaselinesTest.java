package io.regimen.activities.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.workflows.ModelType;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    @Test
    void zero_forecastsNothing() {
        ForecastModel model = new ZeroFamily().train(data(24), (done, total) -> {});
        assertEquals(3, model.members());
        assertArrayEquals(new double[] {0, 0}, forecast(model, 2, 3));
        ForecastModel again = new ZeroFamily().read(model.toBytes());
        assertEquals(Heads.of(4), again.heads());
        assertArrayEquals(model.toBytes(), again.toBytes());
    }

    /** Rows hold returns 1 2 3 4 5 6 (latest first) behind one other column; windows are 2, 4 and 6 (8, capped). */
    @Test
    void momentum_meanOfTheWindowTimesTheStep() {
        ForecastModel model = new MomentumFamily().train(data(4), (done, total) -> {});
        assertArrayEquals(new double[] {1.5, 15}, forecast(model, 0, 0));
        assertArrayEquals(new double[] {2.5, 25}, forecast(model, 1, 0));
        assertArrayEquals(new double[] {3.5, 35}, forecast(model, 2, 0));
        assertArrayEquals(new double[] {4 * 3.5, 4 * 35}, forecast(model, 2, 3));
        ForecastModel again = new MomentumFamily().read(model.toBytes());
        assertArrayEquals(forecast(model, 1, 2), forecast(again, 1, 2));
        assertArrayEquals(model.toBytes(), again.toBytes());
    }

    @Test
    void momentum_readRefusesAWindowOutsideTheColumns() {
        byte[] file = new ModelFileWriter(ModelType.MOMENTUM, 1, Heads.of(1), 5)
                .doubles(Vector.of(3))
                .doubles(Vector.of(3))
                .toBytes();
        assertThrows(CorruptModelException.class, () -> new MomentumFamily().read(file));
    }

    private static double[] forecast(ForecastModel model, int member, int head) {
        Vector out = new Vector(2);
        model.forecast(member, head, data(4).features(), out);
        return out.toArray();
    }

    private static TrainingSet data(double window) {
        Matrix features = new Matrix(2, 7);
        for (int c = 0; c < 7; c++) {
            features.set(0, c, c);
            features.set(1, c, 10 * c);
        }
        Heads heads = Heads.of(4);
        return new TrainingSet(
                features,
                heads,
                Collections.nCopies(heads.size(), new Vector(2)),
                List.of(new MemberWindow(0, 1), new MemberWindow(0, 1), new MemberWindow(0, 2)),
                1,
                6,
                new TreeMap<>(java.util.Map.of("window", window)),
                1);
    }
}
