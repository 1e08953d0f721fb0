package io.regimen.activities.market;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine: they rest on StrictMath and on one named generator. */
final class Noise {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    Noise(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Uniform on [0, 1). */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Standard normal, by the polar method of Marsaglia and Bray (1964). */
    double normal() {
        if (!Double.isNaN(spare)) {
            double out = spare;
            spare = Double.NaN;
            return out;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * scale;
                return u * scale;
            }
        }
    }

    /** Standard exponential. */
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }
}
