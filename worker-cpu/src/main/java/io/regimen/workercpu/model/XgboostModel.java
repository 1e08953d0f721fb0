package io.regimen.workercpu.model;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees of all members and heads. */
final class XgboostModel implements ForecastModel {
    private final Heads heads;
    private final List<XgboostMember> members;
    private final TreeWalk walk;

    // what the member asked last sees of the columns it was given last, as most calls bring most of them again
    private int scaledFor;
    private final @Nullable Vector[] raw;
    private final float[][] scaled;
    private float[] sum = {};

    XgboostModel(Heads heads, List<XgboostMember> members, Arithmetic arithmetic) {
        this.heads = heads;
        this.members = List.copyOf(members);
        this.walk = TreeWalk.of(arithmetic);
        this.raw = new Vector[columns()];
        this.scaled = new float[columns()][0];
    }

    @Override
    public int members() {
        return members.size();
    }

    @Override
    public Heads heads() {
        return heads;
    }

    private int columns() {
        return members.getFirst().scaling().columns();
    }

    @Override
    public void forecast(int member, int head, Matrix features, Vector out) {
        XgboostMember of = members.get(member);
        Trees trees = of.heads().get(head);
        scale(member, trees.columnsUsed, features);
        int padded = padded(features.rows());
        if (sum.length < padded) {
            sum = new float[padded];
        }
        Arrays.fill(sum, 0, padded, trees.constant);
        walk.add(trees, scaled, features.rows(), sum);
        double unit = of.outcomeDeviation().get(head);
        for (int row = 0; row < features.rows(); row++) {
            out.set(row, unit * sum[row]);
        }
    }

    private void scale(int member, int[] used, Matrix features) {
        if (member != scaledFor) {
            Arrays.fill(raw, null);
            scaledFor = member;
        }
        for (int c : used) {
            Vector column = features.column(c);
            if (raw[c] != column) {
                int padded = padded(features.rows());
                if (scaled[c].length < padded) {
                    scaled[c] = new float[padded];
                }
                members.get(member).scaling().apply(c, column, scaled[c]);
                raw[c] = column;
            }
        }
    }

    private static int padded(int rows) {
        return Math.ceilDiv(rows, TreeWalk.ROWS) * TreeWalk.ROWS;
    }

    @Override
    public byte[] toBytes() {
        ModelFileWriter out = new ModelFileWriter(ModelType.XGBOOST, members.size(), heads, columns());
        for (XgboostMember member : members) {
            out.doubles(member.scaling().mean()).doubles(member.scaling().deviation());
            out.doubles(member.outcomeDeviation());
            for (Trees trees : member.heads()) {
                out.bytes(trees.toBytes());
            }
        }
        return out.toBytes();
    }
}
