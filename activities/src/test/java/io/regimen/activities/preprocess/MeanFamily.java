package io.regimen.activities.preprocess;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.ModelFile;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A family for tests: a forecast is the row times the mean row of the member's window, times 1/100. */
final class MeanFamily implements ModelFamily {
    @Override
    public ModelType type() {
        return ModelType.RIDGE;
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        List<Vector> means = new ArrayList<>();
        for (MemberWindow window : data.windows()) {
            Vector mean = new Vector(data.features().columns());
            int rows = 0;
            for (int row = window.from(); row < window.to(); row++) {
                if (!Double.isNaN(data.features().get(row, 0))) {
                    rows++;
                    for (int c = 0; c < mean.size(); c++) {
                        mean.set(c, mean.get(c) + data.features().get(row, c));
                    }
                }
            }
            for (int c = 0; c < mean.size(); c++) {
                mean.set(c, mean.get(c) / rows);
            }
            means.add(mean);
        }
        return new Model(data.heads(), means);
    }

    @Override
    public ForecastModel read(byte[] file) {
        ModelFile in = ModelFile.read(type(), file);
        in.requireSections(in.members());
        if (in.members() > 3) {
            throw new CorruptModelException(in.members() + " members");
        }
        return new Model(
                in.heads(),
                IntStream.range(0, in.members())
                        .mapToObj(m -> in.doubles(m, in.columns()))
                        .toList());
    }

    private record Model(Heads heads, List<Vector> means) implements ForecastModel {
        @Override
        public int members() {
            return means.size();
        }

        @Override
        public void forecast(int member, int head, Matrix features, Vector out) {
            for (int row = 0; row < features.rows(); row++) {
                double sum = 0;
                for (int c = 0; c < features.columns(); c++) {
                    sum += means.get(member).get(c) * features.get(row, c);
                }
                out.set(row, 0.01 * sum);
            }
        }

        @Override
        public byte[] toBytes() {
            ModelFileWriter out = new ModelFileWriter(
                    ModelType.RIDGE, members(), heads, means.getFirst().size());
            means.forEach(out::doubles);
            return out.toBytes();
        }
    }
}
