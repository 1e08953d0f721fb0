package io.regimen.workercpu.model;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.List;

/**
 * Weights on raw features: a forecast is one dot product, NaN where a feature is.
 *
 * @param weights of each member: intercept and weights of the first head, then of the next
 */
record RidgeModel(Heads heads, int columns, List<Vector> weights) implements ForecastModel {
    @Override
    public int members() {
        return weights.size();
    }

    @Override
    public void forecast(int member, int head, Matrix features, Vector out) {
        Vector of = weights.get(member);
        int at = head * (columns + 1);
        out.fill(of.get(at));
        for (int c = 0; c < columns; c++) {
            out.add(of.get(at + 1 + c), features.column(c));
        }
    }

    @Override
    public byte[] toBytes() {
        ModelFileWriter out = new ModelFileWriter(ModelType.RIDGE, members(), heads, columns);
        weights.forEach(out::doubles);
        return out.toBytes();
    }
}
