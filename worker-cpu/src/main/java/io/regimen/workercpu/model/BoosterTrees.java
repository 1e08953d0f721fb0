package io.regimen.workercpu.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import ml.dmlc.xgboost4j.java.Booster;

/** Takes the trees out of a trained booster, by the JSON that XGBoost documents for its models. */
final class BoosterTrees {
    private static final int NO_CHILD = -1;

    private final float[] value;
    private final int[] feature;
    private final int[] start;
    private int at;

    private BoosterTrees(JsonNode trees) {
        int nodes = 0;
        for (JsonNode tree : trees) {
            nodes += tree.at("/left_children").size();
        }
        value = new float[nodes];
        feature = new int[nodes];
        start = new int[trees.size() + 1];
        for (int tree = 0; tree < trees.size(); tree++) {
            add(trees.get(tree));
            start[tree + 1] = at;
        }
    }

    static Trees of(Booster booster, int columns) {
        try {
            JsonNode learner = Json.mapper()
                    .readTree(XgboostCall.checked(() -> booster.toByteArray("json")))
                    .at("/learner");
            BoosterTrees all = new BoosterTrees(learner.at("/gradient_booster/model/trees"));
            String constant = learner.at("/learner_model_param/base_score").asText();
            return new Trees(Float.parseFloat(constant), all.start, all.feature, all.value, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nodes level by level. */
    private void add(JsonNode tree) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(0);
        while (!open.isEmpty()) {
            int node = open.remove();
            int left = tree.at("/left_children").get(node).asInt();
            value[at] = (float) tree.at("/split_conditions").get(node).asDouble();
            if (left == NO_CHILD) {
                feature[at] = Trees.LEAF;
            } else {
                feature[at] = tree.at("/split_indices").get(node).asInt();
                open.add(left);
                open.add(tree.at("/right_children").get(node).asInt());
            }
            at++;
        }
    }
}
