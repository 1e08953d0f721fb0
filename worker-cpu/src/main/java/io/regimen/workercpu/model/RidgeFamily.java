package io.regimen.workercpu.model;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.ModelFile;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Ridge regression (Hoerl and Kennard, 1970): for each head the weights w that minimise |y - Xw|^2 + lambda |w|^2, X
 * standardised with the member's training rows, the intercept free. All heads share one Cholesky factor. Columns that do
 * not vary get weight 0.
 */
public final class RidgeFamily implements ModelFamily {
    /** Share of the rows added to lambda: keeps X'X + lambda I positive definite where columns are collinear. */
    private static final double JITTER = 1e-10;

    @Override
    public ModelType type() {
        return ModelType.RIDGE;
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        double lambda = data.param("lambda");
        List<Vector> weights = new ArrayList<>();
        MemberWindow before = new MemberWindow(0, 0);
        @Nullable GramSums sums = null;
        for (int m = 0; m < data.windows().size(); m++) {
            MemberWindow window = data.windows().get(m);
            if (sums != null && window.from() == before.from() && window.to() >= before.to()) {
                sums.add(data, TrainingRows.of(data, before.to(), window.to()));
            } else {
                int[] rows = TrainingRows.ofMember(data, m);
                sums = new GramSums(data, rows);
                sums.add(data, rows);
            }
            weights.add(solve(sums, data, lambda));
            before = window;
            progress.moved(m + 1, data.windows().size());
        }
        return new RidgeModel(data.heads(), data.features().columns(), weights);
    }

    @Override
    public ForecastModel read(byte[] file) {
        ModelFile in = ModelFile.read(type(), file);
        in.requireSections(in.members());
        int size = in.heads().size() * (in.columns() + 1);
        return new RidgeModel(
                in.heads(),
                in.columns(),
                IntStream.range(0, in.members())
                        .mapToObj(m -> in.doubles(m, size))
                        .toList());
    }

    /** Intercept and weights for raw features, head after head. */
    private static Vector solve(GramSums sums, TrainingSet data, double lambda) {
        int columns = data.features().columns();
        int heads = data.heads().size();
        Vector out = new Vector(heads * (columns + 1));
        for (int h = 0; h < heads; h++) {
            out.set(h * (columns + 1), sums.mean(columns + h));
        }
        int[] used =
                IntStream.range(0, columns).filter(c -> sums.deviation(c) > 0).toArray();
        if (used.length == 0) {
            return out;
        }
        RealMatrix system = sums.features(used);
        for (int i = 0; i < used.length; i++) {
            system.addToEntry(i, i, lambda + JITTER * sums.rows());
        }
        RealMatrix solution = new CholeskyDecomposition(system).getSolver().solve(sums.outcomes(used));
        for (int h = 0; h < heads; h++) {
            int at = h * (columns + 1);
            double intercept = out.get(at);
            for (int i = 0; i < used.length; i++) {
                double weight = solution.getEntry(i, h) / sums.deviation(used[i]);
                intercept -= weight * sums.mean(used[i]);
                out.set(at + 1 + used[i], weight);
            }
            out.set(at, intercept);
        }
        return out;
    }
}
