package io.regimen.deploy.bench;

import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A walk without drift whose volatility clusters (GARCH(1,1) of Bollerslev 1986, with the persistence that exchange rates
 * show), on bars of four hours from Monday to Friday. What is planted: each return leans against the six before it, by a
 * share of its own volatility. The same seed gives the same noise whatever is planted.
 */
final class PlantedWalk {
    static final Timeframe TIMEFRAME = Timeframe.H4;
    static final double BARS_PER_YEAR = 365.25 / 7 * 5 * 6;

    private static final int LAGS = 6;
    /** Standard deviation of a bar's return: about 8 % a year. */
    private static final double VOLATILITY = 0.0020;

    private static final double SHOCK = 0.06;
    private static final double MEMORY = 0.92;
    private static final double START_PRICE = 1.1;
    private static final long DAY = 86_400;
    /** 2010-01-04, a Monday. */
    private static final long START = 1_262_563_200L;

    private final double edge;
    private final Bars bars;
    /** By bar: its return in units of its volatility, and the volatility of the next one. */
    private final Vector moves;

    private final Vector nextVolatility;

    /** @param edge share of a bar's volatility that the bars before foretell; 0 for a martingale */
    PlantedWalk(int size, double edge, long seed) {
        this.edge = edge;
        this.moves = new Vector(size);
        this.nextVolatility = new Vector(size);
        this.bars = walk(size, new SplittableRandom(seed));
    }

    Bars bars() {
        return bars;
    }

    private Bars walk(int size, SplittableRandom random) {
        Bars.Builder out = new Bars.Builder(TIMEFRAME, false);
        double price = Math.log(START_PRICE);
        double variance = VOLATILITY * VOLATILITY;
        long second = START;
        for (int i = 0; i < size; i++) {
            double volatility = Math.sqrt(variance);
            moves.set(i, edge * signal(i, moves) + random.nextGaussian());
            double move = volatility * moves.get(i);
            double open = Math.exp(price);
            double high = Math.exp(price + highest(move, volatility, random));
            double low = Math.exp(price - highest(-move, volatility, random));
            price += move;
            out.add(second, open, high, low, Math.exp(price), Math.rint(1000 * volatility / VOLATILITY), 0);
            variance = (1 - SHOCK - MEMORY) * VOLATILITY * VOLATILITY + SHOCK * move * move + MEMORY * variance;
            nextVolatility.set(i, Math.sqrt(variance));
            second += TIMEFRAME.seconds();
            boolean saturday = Math.floorDiv(second - START, DAY) % 7 == 5;
            second += saturday ? 2 * DAY : 0;
        }
        return out.build();
    }

    /** The highest point of a Brownian bridge from 0 to a move. */
    private static double highest(double move, double volatility, SplittableRandom random) {
        return (move + Math.sqrt(move * move - 2 * volatility * volatility * Math.log(1 - random.nextDouble()))) / 2;
    }

    /** What the moves before bar i say of it, of about unit variance. */
    private static double signal(int i, Vector moves) {
        double sum = 0;
        for (int lag = 1; lag <= LAGS && lag <= i; lag++) {
            sum += moves.get(i - lag);
        }
        return -sum / Math.sqrt(LAGS);
    }

    /** Forecasts of one who knows how the walk is made: the expected return over the horizon, for every bar. */
    ForecastStreams knowledge(int horizon, int from, int to) {
        Vector forecasts = new Vector(to - from);
        Vector ahead = new Vector(LAGS + horizon);
        for (int t = from; t < to; t++) {
            for (int lag = 0; lag < LAGS; lag++) {
                ahead.set(LAGS - 1 - lag, t < lag ? 0 : moves.get(t - lag));
            }
            double sum = 0;
            for (int step = 0; step < horizon; step++) {
                double expected = edge * signal(LAGS + step, ahead);
                ahead.set(LAGS + step, expected);
                sum += expected;
            }
            forecasts.set(t - from, nextVolatility.get(t) * sum);
        }
        Heads heads = Heads.of(horizon);
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(heads.size() - 1, List.of(forecasts));
        return new ForecastStreams(from, heads, direct, List.of());
    }
}
