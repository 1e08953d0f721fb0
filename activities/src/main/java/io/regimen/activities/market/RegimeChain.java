package io.regimen.activities.market;

/**
 * A semi-Markov chain of regimes: how long one lasts is drawn from a gamma distribution of shape 2 (so that very short ones
 * are rare), and each of the others follows with equal chance.
 */
final class RegimeChain {
    private static final int MIN_DWELL = 5;

    private final Noise noise;
    private final int meanDwell;
    private SimulatedRegime now;
    private int left;

    RegimeChain(Noise noise, int meanDwell) {
        this.noise = noise;
        this.meanDwell = meanDwell;
        this.now = SimulatedRegime.of((int) (noise.uniform() * SimulatedRegime.values().length));
        this.left = dwell();
    }

    /** The regime of the next bar. */
    SimulatedRegime next() {
        if (left == 0) {
            int regimes = SimulatedRegime.values().length;
            int step = 1 + (int) (noise.uniform() * (regimes - 1));
            now = SimulatedRegime.of((now.code() + step) % regimes);
            left = dwell();
        }
        left--;
        return now;
    }

    private int dwell() {
        double gamma = (noise.exponential() + noise.exponential()) / 2;
        return Math.max(MIN_DWELL, (int) Math.round(meanDwell * gamma));
    }
}
