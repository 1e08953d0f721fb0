package io.regimen.workercpu.model;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;

/** Boosters of all members and heads. A forecast is NaN where a feature is, although XGBoost would guess one. */
final class XgboostModel implements ForecastModel {
    /** Rows forecast by one native call: bounds the scaled copy of the features. */
    private static final int BATCH = 8192;

    private final Heads heads;
    private final List<XgboostMember> members;

    XgboostModel(Heads heads, List<XgboostMember> members) {
        this.heads = heads;
        this.members = List.copyOf(members);
    }

    @Override
    public int members() {
        return members.size();
    }

    @Override
    public Heads heads() {
        return heads;
    }

    @Override
    public void forecast(int member, int head, Matrix features, Vector out) {
        XgboostMember of = members.get(member);
        Booster booster = of.boosters().get(head);
        Scaling scaling = of.scaling();
        double unit = of.outcomeDeviation().get(head);
        for (int from = 0; from < features.rows(); from += BATCH) {
            int rows = Math.min(BATCH, features.rows() - from);
            float[] scaled = new float[rows * scaling.columns()];
            for (int i = 0; i < rows; i++) {
                scaling.apply(features, from + i, scaled, i * scaling.columns());
            }
            float[][] forecasts =
                    XgboostCall.checked(() -> booster.inplace_predict(scaled, rows, scaling.columns(), Float.NaN));
            for (int i = 0; i < rows; i++) {
                boolean known = features.isFinite(from + i);
                out.set(from + i, known ? unit * forecasts[i][0] : Double.NaN);
            }
        }
    }

    @Override
    public byte[] toBytes() {
        int columns = members.getFirst().scaling().columns();
        ModelFileWriter out = new ModelFileWriter(ModelType.XGBOOST, members.size(), heads, columns);
        for (XgboostMember member : members) {
            out.doubles(member.scaling().mean()).doubles(member.scaling().deviation());
            out.doubles(member.outcomeDeviation());
            for (Booster booster : member.boosters()) {
                out.bytes(XgboostCall.checked(() -> booster.toByteArray("ubj")));
            }
        }
        return out.toBytes();
    }

    @Override
    public void close() {
        members.forEach(XgboostMember::dispose);
    }
}
