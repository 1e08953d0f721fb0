package io.regimen.workflows.regime;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.regime.RegimeDetector.HiddenMarkov;
import io.regimen.workflows.regime.RegimeDetector.JumpModel;
import io.regimen.workflows.regime.RegimeDetector.Model;
import io.regimen.workflows.regime.RegimeDetector.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the detector of a set. */
final class DetectorParser {
    private static final String PATH = "detector";
    private static final String FIELDS = "kind, order, features, train, refit, seed, and penalty for jump_model";
    private static final Set<String> KNOWN = Set.of("kind", "order", "features", "train", "refit", "seed", "penalty");
    private static final int TREND_STATES = 4;
    private static final int DEFAULT_TRAIN = 5_000;
    private static final int DEFAULT_REFIT = 500;

    private DetectorParser() {}

    /**
     * The detector that a node says.
     *
     * @param states regimes of the set
     * @throws RegimeException naming the first node that is wrong
     */
    static RegimeDetector parse(JsonNode node, int states) {
        if (!node.isObject()) {
            throw new RegimeException(
                    PATH, "is " + RuleParser.kind(node) + ", not a detector", "Give an object with " + FIELDS);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!KNOWN.contains(field.getKey())) {
                throw new RegimeException(
                        PATH + "." + RuleParser.shown(field.getKey()),
                        "unknown field",
                        "Known are " + FIELDS + ". A detector sees no bar after the one it tells the state of");
            }
        }
        if (states < RegimeDetector.MIN_STATES || states > RegimeDetector.MAX_STATES) {
            throw new RegimeException(
                    "regimes",
                    "a detector with " + states + " states",
                    "Name " + RegimeDetector.MIN_STATES + " to " + RegimeDetector.MAX_STATES
                            + " regimes, one for each state");
        }
        Model model = model(node);
        Order order = order(node, states);
        List<Measured> features = features(node.path("features"));
        int train = whole(node, "train", DEFAULT_TRAIN, RegimeDetector.MIN_TRAIN, RegimeDetector.MAX_TRAIN);
        int seldom = Math.ceilDiv(train, RegimeDetector.MAX_FITS_OF_A_BAR);
        int refit = whole(node, "refit", Math.max(seldom, DEFAULT_REFIT), seldom, RegimeDetector.MAX_TRAIN);
        int seed = whole(node, "seed", 1, 0, Integer.MAX_VALUE);
        return new RegimeDetector(model, order, features, train, refit, seed);
    }

    private static Model model(JsonNode node) {
        JsonNode kind = node.path("kind");
        JsonNode penalty = node.path("penalty");
        return switch (kind.asText()) {
            case HiddenMarkov.KIND -> {
                if (!penalty.isMissingNode()) {
                    throw new RegimeException(
                            PATH + ".penalty", "a hidden Markov chain has no penalty", "Remove it, or use jump_model");
                }
                yield new HiddenMarkov();
            }
            case JumpModel.KIND ->
                new JumpModel(penalty.isMissingNode() ? JumpModel.DEFAULT_PENALTY : penalty(penalty));
            default ->
                throw new RegimeException(
                        PATH + ".kind",
                        kind.isMissingNode() ? "missing" : "\"" + RuleParser.shown(kind.asText()) + "\" is no detector",
                        "Use " + HiddenMarkov.KIND + " or " + JumpModel.KIND);
        };
    }

    private static double penalty(JsonNode node) {
        if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= JumpModel.MAX_PENALTY)) {
            throw new RegimeException(
                    PATH + ".penalty",
                    node.isNumber() ? "out of bounds" : "is " + RuleParser.kind(node) + ", not a number",
                    "Use a number from 0 to " + (int) JumpModel.MAX_PENALTY);
        }
        return node.doubleValue();
    }

    private static Order order(JsonNode node, int states) {
        JsonNode given = node.path("order");
        if (given.isMissingNode()) {
            return Order.VOLATILITY;
        }
        Order order = Order.named(given.asText())
                .orElseThrow(() -> new RegimeException(
                        PATH + ".order",
                        "\"" + RuleParser.shown(given.asText()) + "\" is no order of states",
                        "Use volatility, mean or trend"));
        if (order == Order.TREND && states != TREND_STATES) {
            throw new RegimeException(
                    PATH + ".order",
                    "trend says which of four states is which, and there are " + states,
                    "Name four regimes, or use volatility or mean");
        }
        return order;
    }

    private static List<Measured> features(JsonNode node) {
        if (!node.isArray() || node.isEmpty() || node.size() > RegimeDetector.MAX_FEATURES) {
            throw new RegimeException(
                    PATH + ".features",
                    node.isMissingNode()
                            ? "missing"
                            : "not a list of 1 to " + RegimeDetector.MAX_FEATURES + " measures",
                    "Give a list such as [\"returns\", {\"volatility\": {\"window\": 20}}]");
        }
        List<Measured> out = new ArrayList<>();
        Set<Measured> seen = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            Measured feature = feature(PATH + ".features[" + i + "]", node.get(i));
            if (!seen.add(feature)) {
                throw new RegimeException(
                        PATH + ".features[" + i + "]", "the same feature once more", "Name each feature once");
            }
            out.add(feature);
        }
        return out;
    }

    private static Measured feature(String path, JsonNode node) {
        if (node.isTextual()) {
            return Measured.of(RuleParser.measure(path + "." + RuleParser.shown(node.textValue()), node.textValue()));
        }
        if (!node.isObject() || node.size() != 1) {
            throw new RegimeException(
                    path,
                    node.isObject() ? "not one measure" : "is " + RuleParser.kind(node) + ", not a measure",
                    "Write the name of a measure, or an object such as {\"volatility\": {\"window\": 20}}");
        }
        Map.Entry<String, JsonNode> named = node.properties().iterator().next();
        String at = path + "." + RuleParser.shown(named.getKey());
        RegimeMeasure measure = RuleParser.measure(at, named.getKey());
        if (!named.getValue().isObject()) {
            throw new RegimeException(
                    at,
                    "is " + RuleParser.kind(named.getValue()) + ", not the measure's parameters",
                    "Write an object such as {\"window\": 20}; a feature has no condition");
        }
        SortedMap<String, Integer> parameters = new TreeMap<>();
        int lag = 0;
        for (Map.Entry<String, JsonNode> field : named.getValue().properties()) {
            String where = at + "." + RuleParser.shown(field.getKey());
            if (field.getKey().equals("lag")) {
                lag = RuleParser.lag(where, field.getValue());
            } else {
                parameters.put(
                        field.getKey(), RuleParser.parameter(where, measure, field.getKey(), field.getValue(), "lag"));
            }
        }
        return new Measured(measure, parameters, lag);
    }

    private static int whole(JsonNode node, String name, int fallback, int min, int max) {
        JsonNode value = node.path(name);
        return value.isMissingNode() ? fallback : RuleParser.whole(PATH + "." + name, value, min, max);
    }
}
