package io.regimen.activities.market;

/**
 * A currency pair that never was, with bid and ask, for demonstrations and for tests that need to know the truth. Regimes
 * switch its drift and volatility; volatility clusters and follows the hour of the day; it trades from Sunday to Friday
 * 21:00 UTC. In trending regimes the mean of the returns two to five bars back goes on, in ranging regimes the last return
 * is partly taken back: since the two use different lags, a linear model on lagged returns sees both.
 */
public final class SimulatedMarket {
    private static final double START_PRICE = 1.10;
    private static final double POINT = 1e-5;
    /** Standard deviation of an hour's return in quiet clustering and a regime of factor 1. */
    static final double HOUR_VOLATILITY = 0.0010;
    /** Drift of a trending regime per bar, in standard deviations of a bar. */
    static final double DRIFT = 0.08;

    static final double CLUSTER_MEMORY = 0.97;
    static final double CLUSTER_NOISE = 0.08;
    static final double VOLUME = 1000;
    static final double VOLUME_NOISE = 0.3;
    static final double MAX_SIGNAL = 3;
    static final int LAGS = 5;
    private static final int STEPS = 6;
    private static final long HOUR = 3600;
    private static final long WEEK = 7 * 24 * HOUR;
    /** 1970-01-04 was a Sunday; weeks are counted from its 21:00. */
    private static final long WEEK_OPEN = 3 * 24 * HOUR + 21 * HOUR;

    private static final long OPEN_SECONDS = 5 * 24 * HOUR;
    /** Volatility by hour UTC: quiet after New York, busy while London and New York overlap. */
    static final double[] BY_HOUR = {
        0.7, 0.8, 0.8, 0.7, 0.7, 0.8, 1.0, 1.2, 1.3, 1.2, 1.1, 1.1, 1.3, 1.5, 1.5, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.5,
        0.6, 0.7
    };
    /** Spread by hour UTC in points: wide when the day rolls over at 21:00. */
    private static final int SPREAD = 11;

    private static final int ROLLOVER_SPREAD = 24;

    private final SimulationSpec spec;
    private final Noise noise;
    private final double[] lagged = new double[LAGS];
    private final double[][] prices;
    private double cluster;

    private SimulatedMarket(SimulationSpec spec) {
        this.spec = spec;
        this.noise = new Noise(spec.seed());
        this.prices = new double[8][spec.bars()];
    }

    /** Bars with bid and ask and the regime each was drawn from. Same specification, same dataset, on every machine. */
    public static Dataset generate(SimulationSpec spec) {
        return new SimulatedMarket(spec).run();
    }

    private Dataset run() {
        int n = spec.bars();
        long[] time = new long[n];
        double[] volume = new double[n];
        short[] regimes = new short[n];
        RegimeChain chain = new RegimeChain(noise, spec.meanDwellBars());
        int step = spec.timeframe().seconds();
        double barVolatility = HOUR_VOLATILITY * StrictMath.sqrt(step / (double) HOUR);
        long second = open(Math.ceilDiv(spec.startSecond(), step) * step, step);
        double logPrice = StrictMath.log(START_PRICE);
        for (int i = 0; i < n; i++) {
            SimulatedRegime regime = chain.next();
            cluster = CLUSTER_MEMORY * cluster + CLUSTER_NOISE * noise.normal();
            double steady = barVolatility * regime.volatility();
            int hour = (int) (second / HOUR % 24);
            double sigma = steady * StrictMath.exp(cluster) * (step > HOUR ? 1 : BY_HOUR[hour]);
            if (i > 0 && second - time[i - 1] > step) {
                // what happens while the market is closed
                logPrice += 2 * steady * noise.normal();
            }
            double drift = spec.drift() ? DRIFT * steady * regime.direction() : 0;
            double standardised = spec.edge() * signal(regime, lagged) + noise.normal();
            double move = drift + sigma * standardised;
            time[i] = second;
            regimes[i] = (short) regime.code();
            volume[i] = Math.rint(VOLUME * StrictMath.exp(cluster + VOLUME_NOISE * noise.normal()) * BY_HOUR[hour]);
            quote(i, logPrice, move, sigma, hour);
            logPrice += move;
            remember(move / sigma);
            second = open(second + step, step);
        }
        DatasetExtras extras = new DatasetExtras();
        extras.trueRegime = regimes;
        return new Dataset(spec.symbol(), spec.timeframe(), time, prices, volume, extras);
    }

    /**
     * What the past says about the next return, of about unit variance.
     *
     * @param lagged the last returns in units of their deviation, the newest first
     */
    static double signal(SimulatedRegime regime, double[] lagged) {
        double raw = switch (regime) {
            case BULL_TRENDING, BEAR_TRENDING -> (lagged[1] + lagged[2] + lagged[3] + lagged[4]) / 2;
            case VOLATILE_RANGING, CALM_RANGING -> -lagged[0];
        };
        return Math.clamp(raw, -MAX_SIGNAL, MAX_SIGNAL);
    }

    private void remember(double standardised) {
        System.arraycopy(lagged, 0, lagged, 1, LAGS - 1);
        lagged[0] = standardised;
    }

    /** Bid and ask around a path from open to close: a Brownian bridge in a few steps. */
    private void quote(int i, double open, double move, double sigma, int hour) {
        double[] walk = new double[STEPS + 1];
        for (int k = 1; k <= STEPS; k++) {
            walk[k] = walk[k - 1] + sigma * noise.normal() / StrictMath.sqrt(STEPS);
        }
        double high = Math.max(0, move);
        double low = Math.min(0, move);
        for (int k = 1; k < STEPS; k++) {
            double at = walk[k] + (move - walk[STEPS]) * k / STEPS;
            high = Math.max(high, at);
            low = Math.min(low, at);
        }
        double usual = hour == 21 ? ROLLOVER_SPREAD : SPREAD;
        long spread = Math.max(2, Math.round(usual * StrictMath.exp(0.2 * noise.normal())));
        double[] path = {open, open + high, open + low, open + move};
        for (int p = 0; p < 4; p++) {
            long bid = Math.round(StrictMath.exp(path[p]) / POINT - spread / 2.0);
            prices[p][i] = bid / 1e5;
            prices[p + 4][i] = (bid + spread) / 1e5;
        }
    }

    /** The first bar from a time on that starts while the market is open. */
    private static long open(long second, int step) {
        long at = second;
        while (Math.floorMod(at - WEEK_OPEN, WEEK) >= OPEN_SECONDS) {
            at += step;
        }
        return at;
    }
}
