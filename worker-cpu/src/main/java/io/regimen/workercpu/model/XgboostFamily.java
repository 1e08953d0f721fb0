package io.regimen.workercpu.model;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.ModelFile;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient-boosted trees (Chen and Guestrin, 2016), one booster per member and head, on features scaled with the member's
 * training rows. Outcomes are divided by their deviation there, so that {@code lambda} and {@code min_child_weight} mean
 * the same in every market and at every horizon. Single-threaded: cells run in parallel instead.
 *
 * <p>File: per member the means and deviations of the features, the deviations of the outcomes, and the {@link Trees} of each
 * head. XGBoost trains; forecasts are made here, see decisions/own-tree-walk.md.
 */
public final class XgboostFamily implements ModelFamily {
    /** Sections of a member before its boosters. */
    private static final int SCALE_SECTIONS = 3;

    private final Arithmetic arithmetic;

    /** Forecasts by the arithmetic that this JVM is set to. */
    public XgboostFamily() {
        this.arithmetic = Arithmetic.chosen(System.getProperty(Arithmetic.PROPERTY));
    }

    @Override
    public ModelType type() {
        return ModelType.XGBOOST;
    }

    @Override
    public ForecastModel train(TrainingSet data, TrainingProgress progress) {
        return new XgboostTrainer(data, progress).train(arithmetic);
    }

    @Override
    public ForecastModel read(byte[] file) {
        ModelFile in = ModelFile.read(type(), file);
        int perMember = SCALE_SECTIONS + in.heads().size();
        in.requireSections(in.members() * perMember);
        List<XgboostMember> members = new ArrayList<>();
        for (int m = 0; m < in.members(); m++) {
            members.add(member(in, m * perMember));
        }
        return new XgboostModel(in.heads(), members, arithmetic);
    }

    private static XgboostMember member(ModelFile in, int section) {
        Scaling scaling = new Scaling(in.doubles(section, in.columns()), in.doubles(section + 1, in.columns()));
        Vector deviations = in.doubles(section + 2, in.heads().size());
        List<Trees> heads = new ArrayList<>();
        for (int head = 0; head < in.heads().size(); head++) {
            heads.add(Trees.read(in.bytes(section + SCALE_SECTIONS + head), in.columns()));
        }
        return new XgboostMember(scaling, deviations, heads);
    }
}
