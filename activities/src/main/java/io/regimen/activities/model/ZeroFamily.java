package io.regimen.activities.model;

import io.regimen.workflows.ModelType;

/** Forecasts no return at all, whatever the features: the baseline of doing nothing. */
public final class ZeroFamily implements ModelFamily {
    @Override
    public ModelType type() {
        return ModelType.ZERO;
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        int members = data.windows().size();
        progress.moved(members, members);
        return new Model(members, data.heads(), data.features().columns());
    }

    @Override
    public ForecastModel read(byte[] file) {
        ModelFile in = ModelFile.read(type(), file);
        in.requireSections(0);
        return new Model(in.members(), in.heads(), in.columns());
    }

    private record Model(int members, Heads heads, int columns) implements ForecastModel {
        @Override
        public void forecast(int member, int head, Matrix features, Vector out) {
            out.fill(0);
        }

        @Override
        public byte[] toBytes() {
            return new ModelFileWriter(ModelType.ZERO, members, heads, columns).toBytes();
        }
    }
}
