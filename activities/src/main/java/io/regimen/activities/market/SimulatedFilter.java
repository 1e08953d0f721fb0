package io.regimen.activities.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody who knows every parameter of a simulated market, and sees moves and volumes up to a bar, would take its
 * regime to be: the ceiling that detectors are held against. A forward filter (Hamilton 1989, equations 4 to 8) over regime,
 * phase of its dwell and clustering of volatility: a dwell of gamma shape 2 is two geometric phases one after the other, and
 * the clustering is a grid of {@value #LEVELS} levels. Two things are approximate: the levels, and the deviations that past moves
 * are divided by, which are those expected at their bar. It does not look at highs and lows.
 */
public final class SimulatedFilter {
    private static final int LEVELS = 29;
    private static final double STEP = SimulatedMarket.CLUSTER_NOISE;
    private static final int PHASES = 2;
    private static final int HOUR = 3600;
    private static final SimulatedRegime[] REGIMES = SimulatedRegime.values();

    private final Dataset market;
    private final SimulationSpec spec;
    private final double[][] drift = new double[LEVELS][LEVELS];
    private final double leave;
    private final double barVolatility;
    private final double[] lagged = new double[SimulatedMarket.LAGS];
    /** By regime and phase, then by level. */
    private double[][] belief = new double[REGIMES.length * PHASES][LEVELS];

    private SimulatedFilter(Dataset market, SimulationSpec spec) {
        this.market = market;
        this.spec = spec;
        this.leave = PHASES / (double) spec.meanDwellBars();
        this.barVolatility =
                SimulatedMarket.HOUR_VOLATILITY * Math.sqrt(spec.timeframe().seconds() / (double) HOUR);
        for (int from = 0; from < LEVELS; from++) {
            double sum = 0;
            for (int to = 0; to < LEVELS; to++) {
                drift[from][to] =
                        bell(level(to) - SimulatedMarket.CLUSTER_MEMORY * level(from), SimulatedMarket.CLUSTER_NOISE);
                sum += drift[from][to];
            }
            for (int to = 0; to < LEVELS; to++) {
                drift[from][to] /= sum;
            }
        }
    }

    /** The most probable regime of every bar, given the bars up to it. */
    public static List<SimulatedRegime> filter(Dataset market, SimulationSpec spec) {
        return new SimulatedFilter(market, spec).run();
    }

    private List<SimulatedRegime> run() {
        List<SimulatedRegime> out = new ArrayList<>(market.size());
        for (double[] levels : belief) {
            Arrays.fill(levels, 1);
        }
        Bars bars = market.bars();
        for (int t = 0; t < bars.size(); t++) {
            predict();
            double move = Math.log(bars.close(t) / bars.open(t));
            int hour = (int) (bars.time(t) / HOUR % 24);
            update(move, hour, bars.volume(t));
            out.add(likeliest());
            remember(move, hour);
        }
        return out;
    }

    private void predict() {
        double[][] moved = new double[belief.length][LEVELS];
        for (int state = 0; state < belief.length; state++) {
            for (int from = 0; from < LEVELS; from++) {
                double mass = belief[state][from];
                for (int to = 0; to < LEVELS; to++) {
                    moved[state][to] += mass * drift[from][to];
                }
            }
        }
        double[][] next = new double[belief.length][LEVELS];
        for (int regime = 0; regime < REGIMES.length; regime++) {
            for (int level = 0; level < LEVELS; level++) {
                double first = moved[PHASES * regime][level];
                double second = moved[PHASES * regime + 1][level];
                next[PHASES * regime][level] += (1 - leave) * first;
                next[PHASES * regime + 1][level] += leave * first + (1 - leave) * second;
                for (int other = 0; other < REGIMES.length; other++) {
                    if (other != regime) {
                        next[PHASES * other][level] += leave * second / (REGIMES.length - 1);
                    }
                }
            }
        }
        belief = next;
    }

    private void update(double move, int hour, double volume) {
        double seen = Math.log(volume / (SimulatedMarket.VOLUME * SimulatedMarket.BY_HOUR[hour]));
        double total = 0;
        for (int state = 0; state < belief.length; state++) {
            SimulatedRegime regime = REGIMES[state / PHASES];
            double steady = barVolatility * regime.volatility();
            double trend = spec.drift() ? SimulatedMarket.DRIFT * steady * regime.direction() : 0;
            double expected = spec.edge() * SimulatedMarket.signal(regime, lagged);
            for (int level = 0; level < LEVELS; level++) {
                double sigma = steady * Math.exp(level(level)) * byHour(hour);
                belief[state][level] *= bell((move - trend) / sigma - expected, 1)
                        / sigma
                        * bell(seen - level(level), SimulatedMarket.VOLUME_NOISE);
                total += belief[state][level];
            }
        }
        for (double[] levels : belief) {
            for (int level = 0; level < LEVELS; level++) {
                levels[level] /= total;
            }
        }
    }

    private SimulatedRegime likeliest() {
        SimulatedRegime best = REGIMES[0];
        double most = -1;
        for (int regime = 0; regime < REGIMES.length; regime++) {
            double mass = 0;
            for (int phase = 0; phase < PHASES; phase++) {
                mass += Arrays.stream(belief[PHASES * regime + phase]).sum();
            }
            if (mass > most) {
                most = mass;
                best = REGIMES[regime];
            }
        }
        return best;
    }

    private void remember(double move, int hour) {
        double log = 0;
        for (int state = 0; state < belief.length; state++) {
            double steady = Math.log(barVolatility * REGIMES[state / PHASES].volatility() * byHour(hour));
            for (int level = 0; level < LEVELS; level++) {
                log += belief[state][level] * (steady + level(level));
            }
        }
        System.arraycopy(lagged, 0, lagged, 1, lagged.length - 1);
        lagged[0] = move / Math.exp(log);
    }

    private double byHour(int hour) {
        return spec.timeframe().seconds() > HOUR ? 1 : SimulatedMarket.BY_HOUR[hour];
    }

    private static double level(int index) {
        return STEP * (index - LEVELS / 2);
    }

    private static double bell(double x, double deviation) {
        double z = x / deviation;
        return Math.exp(-z * z / 2);
    }
}
