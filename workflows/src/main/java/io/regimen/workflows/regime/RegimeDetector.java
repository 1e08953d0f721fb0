package io.regimen.workflows.regime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model with as many hidden states as the set has regimes, fitted anew every {@code refit} bars on the {@code train} bars
 * before, and then told one bar after the other. Neither the fit nor the state of a bar depends on any bar after it. Bars
 * before the first fit belong to no regime.
 *
 * @param order which fitted state is which regime
 * @param features what of a bar the model sees; scaled by their means and deviations on the bars of the fit
 * @param train bars of a fit
 * @param refit bars for which a fit is used
 * @param seed of the starting points of a fit
 */
public record RegimeDetector(Model model, Order order, List<Measured> features, int train, int refit, int seed)
        implements Detection {
    /** The fewest and the most regimes that a detector can tell apart. */
    static final int MIN_STATES = 2;

    static final int MAX_STATES = 6;
    static final int MAX_FEATURES = 6;
    static final int MIN_TRAIN = 100;
    static final int MAX_TRAIN = 20_000;
    /** A bar is fitted on at most this often, so that a detector costs no more than that many passes over the bars. */
    static final int MAX_FITS_OF_A_BAR = 20;

    /** What the states are the states of. */
    public sealed interface Model {
        /** Its name in definitions. */
        String kind();
    }

    /** A hidden Markov chain whose states emit normally distributed features (Hamilton 1989); its states are filtered. */
    public record HiddenMarkov() implements Model {
        static final String KIND = "hidden_markov";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * A statistical jump model (Bemporad, Breschi, Piga and Boyd 2018; Nystrup, Lindström and Madsen 2020): clusters of
     * features between which every jump costs a penalty.
     *
     * @param penalty of a jump, in the unit of half a squared distance of scaled features
     */
    public record JumpModel(double penalty) implements Model {
        static final String KIND = "jump_model";
        static final double DEFAULT_PENALTY = 20;
        static final double MAX_PENALTY = 10_000;

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** Which fitted state is which regime, by the one-bar log returns of its bars in the fit. */
    public enum Order {
        /** The first regime is the calmest state, the last one the most volatile. */
        VOLATILITY,
        /** The first regime is the state with the lowest mean return, the last one that with the highest. */
        MEAN,
        /**
         * Four regimes: the state with the highest mean return, that with the lowest, and of the others the more volatile
         * one and the calmer one. So the four default regimes are called.
         */
        TREND;

        /** The order of a name; empty if there is none. */
        static Optional<Order> named(String name) {
            return Stream.of(values())
                    .filter(order -> order.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RegimeDetector {
        features = List.copyOf(features);
    }

    /** Bars of a timeframe before the first one that all features are known of. */
    public int warmUp(int stepSeconds) {
        return features.stream()
                .mapToInt(feature -> feature.lookBack(stepSeconds))
                .max()
                .orElse(0);
    }

    /** Bars of a timeframe before the first fit. */
    @Override
    public int lookBack(int stepSeconds) {
        return warmUp(stepSeconds) + train;
    }

    /** The detector as {@link RegimeSet#parse} reads it, with everything written out. */
    ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("kind", model.kind());
        switch (model) {
            case HiddenMarkov markov -> {}
            case JumpModel jump -> out.put("penalty", jump.penalty());
        }
        out.put("order", order.toString());
        var list = out.putArray("features");
        for (Measured feature : features) {
            ObjectNode inner = list.addObject().putObject(feature.measure().toString());
            feature.parameters().forEach(inner::put);
            if (feature.lag() > 0) {
                inner.put("lag", feature.lag());
            }
        }
        return out.put("train", train).put("refit", refit).put("seed", seed);
    }
}
