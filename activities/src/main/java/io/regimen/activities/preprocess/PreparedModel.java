package io.regimen.activities.preprocess;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import org.jspecify.annotations.Nullable;

/** Prepares raw rows before it hands them to the model inside. */
final class PreparedModel implements ForecastModel {
    private final Preprocessor preprocessor;
    private final ForecastModel inner;

    /** By column: what was handed in last, and what it became. */
    private final @Nullable Vector[] raw;

    private final @Nullable Vector[] prepared;

    PreparedModel(Preprocessor preprocessor, ForecastModel inner) {
        this.preprocessor = preprocessor;
        this.inner = inner;
        this.raw = new Vector[preprocessor.columns()];
        this.prepared = new Vector[preprocessor.columns()];
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
        inner.forecast(member, head, prepare(features), out);
    }

    /** The same columns come once per member and head, and step after step with a few exchanged. */
    private Matrix prepare(Matrix features) {
        preprocessor.requireColumns(features);
        return features.mapped((c, column) -> {
            Vector known = prepared[c];
            if (known == null || raw[c] != column) {
                known = preprocessor.apply(c, column);
                raw[c] = column;
                prepared[c] = known;
            }
            return known;
        });
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
