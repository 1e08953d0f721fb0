package io.regimen.activities.backtest;

import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.inference.SignalLadder;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The signals of configurations as they were taken on validation and test: with bars and costs enough to trade them again
 * to the last bit, under whatever regimes, without the model.
 *
 * @param ladders one per look-back, prediction method, confidence and ensemble, in an order that the configurations
 *     determine
 */
public record TakenSignals(List<InferenceConfig> configs, List<SignalLadder> ladders) {
    /** @throws IllegalArgumentException if the ladders are not those of such configurations */
    public TakenSignals {
        configs = List.copyOf(configs);
        ladders = List.copyOf(ladders);
        List<Rungs> wanted = Rungs.of(LaneGroup.of(configs));
        boolean fit = wanted.size() == ladders.size();
        for (int i = 0; fit && i < ladders.size(); i++) {
            fit = ladders.get(i).rungCount() == wanted.get(i).thresholds().size();
        }
        if (!fit) {
            throw new IllegalArgumentException(
                    ladders.size() + " ladders are not those of " + configs.size() + " configurations");
        }
    }

    /** A ladder's place: the configurations of a group that follow one ensemble. */
    record Rungs(LaneGroup group, EnsembleMethod ensemble, List<Double> thresholds) {
        static List<Rungs> of(List<LaneGroup> groups) {
            List<Rungs> out = new ArrayList<>();
            for (LaneGroup group : groups) {
                for (int stream = 0; stream < group.ensembles().size(); stream++) {
                    TreeSet<Double> thresholds = new TreeSet<>();
                    for (LaneGroup.Lane lane : group.lanes()) {
                        if (lane.stream() == stream) {
                            thresholds.add(lane.config().confidenceThreshold());
                        }
                    }
                    out.add(new Rungs(group, group.ensembles().get(stream), List.copyOf(thresholds)));
                }
            }
            return out;
        }

        boolean isOf(LaneGroup other, EnsembleMethod of) {
            return ensemble == of
                    && group.lookback() == other.lookback()
                    && group.method() == other.method()
                    && group.confidence() == other.confidence();
        }
    }

    GroupSignals signals() {
        List<Rungs> rungs = Rungs.of(LaneGroup.of(configs));
        return new GroupSignals() {
            @Override
            public RankedSignals of(LaneGroup group, EnsembleMethod ensemble) {
                int i = place(group, ensemble);
                return ladders.get(i).signals(rungs.get(i).thresholds());
            }

            @Override
            public List<Integer> steps(LaneGroup group) {
                TreeSet<Integer> out = new TreeSet<>();
                group.ensembles()
                        .forEach(ensemble ->
                                out.addAll(ladders.get(place(group, ensemble)).steps()));
                return List.copyOf(out);
            }

            private int place(LaneGroup group, EnsembleMethod ensemble) {
                for (int i = 0; i < rungs.size(); i++) {
                    if (rungs.get(i).isOf(group, ensemble)) {
                        return i;
                    }
                }
                throw new IllegalArgumentException("no signals of " + ensemble + " of " + group.method());
            }
        };
    }
}
