package io.regimen.activities.preprocess;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.Preprocessing;

/**
 * A family that sees prepared features. From outside its models take raw rows like any other, so recursive forecasts can
 * put returns into them; what was fitted is part of the model file.
 */
public final class PreparedFamily implements ModelFamily {
    private final ModelFamily inner;
    private final Preprocessing spec;

    private PreparedFamily(ModelFamily inner, Preprocessing spec) {
        this.inner = inner;
        this.spec = spec;
    }

    /** The family with this preprocessing; itself, files included, where nothing is to be prepared. */
    public static ModelFamily of(ModelFamily family, Preprocessing spec) {
        return identity(spec) || !learns(family.type()) ? family : new PreparedFamily(family, spec);
    }

    static boolean identity(Preprocessing spec) {
        return spec.winsorize() == 0 && spec.scaling() == FeatureScaling.STANDARD;
    }

    /** What does not learn reads returns off the raw rows: scaled, they would no longer be returns. */
    private static boolean learns(ModelType type) {
        return switch (type) {
            case RIDGE, XGBOOST -> true;
            case ZERO, MOMENTUM -> false;
        };
    }

    @Override
    public ModelType type() {
        return inner.type();
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        Preprocessor fitted = Preprocessor.fit(spec, data.features(), Preprocessor.fitWindow(data.windows()));
        TrainingSet prepared = new TrainingSet(
                fitted.apply(data.features()),
                data.heads(),
                data.outcomes(),
                data.windows(),
                data.arColumn(),
                data.arLags(),
                data.params(),
                data.seed());
        return new PreparedModel(fitted, inner.train(prepared, progress));
    }

    @Override
    public ForecastModel read(byte[] file) {
        PreparedFile read = PreparedFile.read(file);
        return new PreparedModel(read.preprocessor(), inner.read(read.model()));
    }
}
