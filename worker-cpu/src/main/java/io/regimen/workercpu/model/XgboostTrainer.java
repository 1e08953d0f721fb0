package io.regimen.workercpu.model;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trains the boosters of one training set, round by round, and frees what it made if it is stopped. */
final class XgboostTrainer {
    private final TrainingSet data;
    private final TrainingProgress progress;
    private final int rounds;
    private int roundsDone;

    XgboostTrainer(TrainingSet data, TrainingProgress progress) {
        this.data = data;
        this.progress = progress;
        this.rounds = (int) data.param("rounds");
    }

    /** @param arithmetic that the model forecasts by */
    XgboostModel train(Arithmetic arithmetic) {
        List<XgboostMember> members = new ArrayList<>();
        for (int m = 0; m < data.windows().size(); m++) {
            members.add(member(m));
        }
        return new XgboostModel(data.heads(), members, arithmetic);
    }

    private XgboostMember member(int member) {
        int[] rows = TrainingRows.ofMember(data, member);
        Scaling scaling = Scaling.of(data.features(), rows);
        DMatrix matrix = matrix(scaling, rows);
        List<Trees> heads = new ArrayList<>();
        try {
            Vector deviations = new Vector(data.heads().size());
            for (int head = 0; head < data.heads().size(); head++) {
                double deviation = rootMeanSquareAroundMean(data.outcomes().get(head), rows);
                deviations.set(head, deviation);
                float[] labels = new float[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    labels[i] = deviation == 0
                            ? 0
                            : (float) (data.outcomes().get(head).get(rows[i]) / deviation);
                }
                int seed = seed(member, head);
                heads.add(XgboostCall.checked(() -> trees(matrix, labels, seed)));
            }
            return new XgboostMember(scaling, deviations, heads);
        } finally {
            matrix.dispose();
        }
    }

    private DMatrix matrix(Scaling scaling, int[] rows) {
        float[] values = new float[Math.multiplyExact(rows.length, scaling.columns())];
        for (int i = 0; i < rows.length; i++) {
            scaling.apply(data.features(), rows[i], values, i * scaling.columns());
        }
        return XgboostCall.checked(() -> new DMatrix(values, rows.length, scaling.columns(), Float.NaN));
    }

    private Trees trees(DMatrix matrix, float[] labels, int seed) throws XGBoostError {
        matrix.setLabel(labels);
        // no rounds here: they are made below, so that progress is told and a stop is possible between them
        Booster booster = XGBoost.train(matrix, settings(seed), 0, new HashMap<>(), null, null);
        try {
            for (int round = 0; round < rounds; round++) {
                booster.update(matrix, round);
                progress.moved(
                        ++roundsDone,
                        rounds * data.heads().size() * data.windows().size());
            }
            return BoosterTrees.of(booster, data.features().columns());
        } finally {
            booster.dispose();
        }
    }

    private Map<String, Object> settings(int seed) {
        Map<String, Object> out = new HashMap<>(Map.of(
                "objective",
                "reg:squarederror",
                "tree_method",
                "hist",
                "nthread",
                1,
                "verbosity",
                0,
                "seed",
                seed,
                "max_depth",
                (int) data.param("max_depth")));
        for (String name : List.of("learning_rate", "min_child_weight", "subsample", "lambda")) {
            out.put(name, data.param(name));
        }
        return out;
    }

    private int seed(int member, int head) {
        long index = (long) member * data.heads().size() + head;
        SplittableRandom random = new SplittableRandom(data.seed() ^ Long.rotateLeft(index + 1, 32));
        return random.nextInt(Integer.MAX_VALUE);
    }

    private static double rootMeanSquareAroundMean(Vector values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += values.get(row);
        }
        double squares = 0;
        for (int row : rows) {
            double off = values.get(row) - sum / rows.length;
            squares += off * off;
        }
        return Math.sqrt(squares / rows.length);
    }
}
