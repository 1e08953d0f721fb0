package io.regimen.workercpu.model;

import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random training sets whose outcomes depend on the features, at the scales of real ones: returns, RSI, prices. */
final class Samples {
    private Samples() {}

    static TrainingSet of(ModelType type, int rows, int columns, int horizon, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix features = new Matrix(rows, columns);
        Heads heads = Heads.of(horizon);
        List<Vector> outcomes = new ArrayList<>();
        heads.steps().forEach(step -> outcomes.add(new Vector(rows)));
        double[] scales = {1e-3, 15, 1e-5};
        double[] centres = {0, 50, 1.1};
        for (int row = 0; row < rows; row++) {
            double signal = 0;
            for (int c = 0; c < columns; c++) {
                double z = random.nextGaussian();
                features.set(row, c, centres[c % 3] + scales[c % 3] * z);
                signal += z / (1 + c);
            }
            for (int h = 0; h < heads.size(); h++) {
                outcomes.get(h).set(row, 1e-3 * heads.step(h) * (signal + random.nextGaussian()));
            }
        }
        SortedMap<String, Double> params = new TreeMap<>();
        type.parameters().forEach((name, bounds) -> params.put(name, bounds.fallback()));
        int cut = rows / 10;
        List<MemberWindow> windows =
                List.of(new MemberWindow(0, 7 * cut), new MemberWindow(0, 8 * cut), new MemberWindow(0, 9 * cut));
        return new TrainingSet(features, heads, outcomes, windows, 0, 1, params, seed);
    }

    static TrainingSet with(TrainingSet data, String param, double value) {
        SortedMap<String, Double> params = new TreeMap<>(data.params());
        params.put(param, value);
        return new TrainingSet(
                data.features(),
                data.heads(),
                data.outcomes(),
                data.windows(),
                data.arColumn(),
                data.arLags(),
                params,
                data.seed());
    }

    static TrainingSet with(TrainingSet data, MemberWindow... windows) {
        return new TrainingSet(
                data.features(),
                data.heads(),
                data.outcomes(),
                List.of(windows),
                data.arColumn(),
                data.arLags(),
                data.params(),
                data.seed());
    }
}
