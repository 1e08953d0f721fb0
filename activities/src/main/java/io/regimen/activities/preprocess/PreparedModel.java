package io.regimen.activities.preprocess;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;

/** Prepares raw rows before it hands them to the model inside. */
final class PreparedModel implements ForecastModel {
    private final Preprocessor preprocessor;
    private final ForecastModel inner;

    // the same rows come once per member and head, and step after step with a few columns changed
    private Matrix raw;
    private Matrix prepared;

    PreparedModel(Preprocessor preprocessor, ForecastModel inner) {
        this.preprocessor = preprocessor;
        this.inner = inner;
        this.raw = new Matrix(0, preprocessor.columns());
        this.prepared = raw;
    }

    @Override
    public int members() {
        return inner.members();
    }

    @Override
    public Heads heads() {
        return inner.heads();
    }

    @Override
    public void forecast(int member, int head, Matrix features, Vector out) {
        prepare(features);
        inner.forecast(member, head, prepared, out);
    }

    private void prepare(Matrix features) {
        if (features.rows() != raw.rows() || features.columns() != raw.columns()) {
            prepared = preprocessor.apply(features);
            raw = features.copyRows(0, features.rows());
            return;
        }
        for (int row = 0; row < raw.rows(); row++) {
            for (int c = 0; c < raw.columns(); c++) {
                double value = features.get(row, c);
                if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(raw.get(row, c))) {
                    raw.set(row, c, value);
                    prepared.set(row, c, preprocessor.apply(c, value));
                }
            }
        }
    }

    @Override
    public byte[] toBytes() {
        return new PreparedFile(preprocessor, inner.toBytes()).toBytes();
    }

    @Override
    public void close() {
        inner.close();
    }
}
