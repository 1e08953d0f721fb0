package io.regimen.activities.backtest;

import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Configurations that one walk over the bars judges: those of one lookback, prediction method and confidence.
 *
 * @param ensembles whose signals are its streams, in their order
 * @param lanes by stream, then in the order asked for
 */
record LaneGroup(
        int lookback,
        PredictionMethod method,
        ConfidenceMethod confidence,
        List<EnsembleMethod> ensembles,
        List<Lane> lanes) {
    LaneGroup {
        ensembles = List.copyOf(ensembles);
        lanes = List.copyOf(lanes);
    }

    /**
     * One configuration.
     *
     * @param index its place among those asked for
     */
    record Lane(int stream, InferenceConfig config, int index) {}

    private record Key(int lookback, PredictionMethod method, ConfidenceMethod confidence) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::lookback).thenComparing(Key::method).thenComparing(Key::confidence);

    static List<LaneGroup> of(List<InferenceConfig> configs) {
        Map<Key, List<Integer>> byKey = new TreeMap<>(ORDER);
        for (int i = 0; i < configs.size(); i++) {
            InferenceConfig config = configs.get(i);
            byKey.computeIfAbsent(
                            new Key(config.lookbackWindow(), config.predictionMethod(), config.confidenceMethod()),
                            key -> new ArrayList<>())
                    .add(i);
        }
        List<LaneGroup> out = new ArrayList<>();
        byKey.forEach((key, indices) -> {
            List<EnsembleMethod> ensembles = indices.stream()
                    .map(i -> configs.get(i).ensembleMethod())
                    .distinct()
                    .sorted()
                    .toList();
            List<Lane> lanes = indices.stream()
                    .map(i -> new Lane(ensembles.indexOf(configs.get(i).ensembleMethod()), configs.get(i), i))
                    .sorted(Comparator.comparingInt(Lane::stream))
                    .toList();
            out.add(new LaneGroup(key.lookback, key.method, key.confidence, ensembles, lanes));
        });
        return out;
    }

    /** All ensembles that groups of one lookback ask for. */
    static Set<EnsembleMethod> ensembles(List<LaneGroup> groups, int lookback) {
        Set<EnsembleMethod> out = EnumSet.noneOf(EnsembleMethod.class);
        for (LaneGroup group : groups) {
            if (group.lookback == lookback) {
                out.addAll(group.ensembles);
            }
        }
        return out;
    }

    /** All confidences that groups of one lookback ask for. */
    static Set<ConfidenceMethod> confidences(List<LaneGroup> groups, int lookback) {
        Set<ConfidenceMethod> out = EnumSet.noneOf(ConfidenceMethod.class);
        for (LaneGroup group : groups) {
            if (group.lookback == lookback) {
                out.add(group.confidence);
            }
        }
        return out;
    }
}
