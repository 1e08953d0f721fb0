package io.regimen.activities.inference;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import java.util.List;

/** A model for tests: forecast = root of the step x (weights of the member, rotated by the head, . row). */
public record LinearModel(Heads heads, List<Vector> weights) implements ForecastModel {
    public static LinearModel of(int horizon, Vector... weights) {
        return new LinearModel(Heads.of(horizon), List.of(weights));
    }

    @Override
    public int members() {
        return weights.size();
    }

    @Override
    public void forecast(int member, int head, Matrix features, Vector out) {
        for (int row = 0; row < features.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < features.columns(); column++) {
                int rotated = (column + head) % features.columns();
                sum += weights.get(member).get(rotated) * features.get(row, column);
            }
            out.set(row, Math.sqrt(heads.step(head)) * sum);
        }
    }

    @Override
    public byte[] toBytes() {
        return new byte[0];
    }
}
