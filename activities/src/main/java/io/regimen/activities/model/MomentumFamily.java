package io.regimen.activities.model;

import io.regimen.workflows.ModelType;

/**
 * Forecasts that the recent return goes on: the head of step h gives h times the mean one-bar return of the member's
 * window. Windows double from member to member around parameter {@code window} (half, whole and twice for three members),
 * at least 2 bars.
 *
 * <p>It sees nothing but the autoregressive block, so a window is at most {@code ar_lags} bars: with fewer lags than half
 * the parameter, all members are the same.
 */
public final class MomentumFamily implements ModelFamily {
    private static final int SHORTEST = 2;

    @Override
    public ModelType type() {
        return ModelType.MOMENTUM;
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        double window = data.param("window");
        int members = data.windows().size();
        Vector windows = new Vector(members);
        for (int m = 0; m < members; m++) {
            double wanted = Math.rint(window * Math.pow(2, m - members / 2));
            windows.set(m, Math.min(Math.max(SHORTEST, wanted), data.arLags()));
        }
        progress.moved(members, members);
        return new Model(data.heads(), data.features().columns(), data.arColumn(), windows);
    }

    @Override
    public ForecastModel read(byte[] file) {
        ModelFile in = ModelFile.read(type(), file);
        in.requireSections(2);
        int arColumn = (int) in.doubles(0, 1).get(0);
        Vector windows = in.doubles(1, in.members());
        for (int m = 0; m < in.members(); m++) {
            if (arColumn < 0 || windows.get(m) < 1 || windows.get(m) > in.columns() - arColumn) {
                throw new CorruptModelException(
                        "a window of " + windows.get(m) + " bars from column " + arColumn + " of " + in.columns());
            }
        }
        return new Model(in.heads(), in.columns(), arColumn, windows);
    }

    private record Model(Heads heads, int columns, int arColumn, Vector windows) implements ForecastModel {
        @Override
        public int members() {
            return windows.size();
        }

        @Override
        public void forecast(int member, int head, Matrix features, Vector out) {
            int window = (int) windows.get(member);
            for (int row = 0; row < features.rows(); row++) {
                double sum = 0;
                for (int lag = 0; lag < window; lag++) {
                    sum += features.get(row, arColumn + lag);
                }
                out.set(row, heads.step(head) * (sum / window));
            }
        }

        @Override
        public byte[] toBytes() {
            return new ModelFileWriter(ModelType.MOMENTUM, members(), heads, columns)
                    .doubles(Vector.of(arColumn))
                    .doubles(windows)
                    .toBytes();
        }
    }
}
