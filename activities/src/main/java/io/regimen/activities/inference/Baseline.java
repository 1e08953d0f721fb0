package io.regimen.activities.inference;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.PredictionMethod;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Forecasts that need no training; a model has to beat them after costs. */
public enum Baseline {
    /** No return at all: never trades. */
    ZERO_RETURN,
    /** The direction of the last bars goes on: as many bars as the horizon, close to close. */
    MOMENTUM_SIGN;

    /**
     * The baseline as the {@link PredictionMethod#DIRECT} stream of a model with one member. Bars before the horizon's
     * first full window forecast 0.
     */
    public ForecastStreams streams(Bars bars, int horizon, int from, int to) {
        Vector forecasts = new Vector(to - from);
        for (int i = 0; i < forecasts.size(); i++) {
            forecasts.set(i, forecast(bars, horizon, from + i));
        }
        Heads heads = Heads.of(horizon);
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(heads.size() - 1, List.of(forecasts));
        return new ForecastStreams(from, heads, direct, List.of());
    }

    private double forecast(Bars bars, int horizon, int t) {
        return switch (this) {
            case ZERO_RETURN -> 0;
            case MOMENTUM_SIGN -> t < horizon ? 0 : bars.close(t) / bars.close(t - horizon) - 1;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
