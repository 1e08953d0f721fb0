package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;

/** The two series of the reference values, from their recipe: Irwin-Hall noise of a linear congruential generator. */
final class OracleSeries {
    private static final int SIZE = 1000;

    private OracleSeries() {}

    static Vector a() {
        double[] first = gauss(1);
        double[] second = gauss(2);
        Vector out = new Vector(SIZE);
        for (int i = 0; i < SIZE; i++) {
            out.set(i, 0.0004 + 0.010 * (0.8 * first[i] + 0.6 * second[i]));
        }
        return out;
    }

    static Vector b() {
        double[] second = gauss(2);
        double[] third = gauss(3);
        Vector out = new Vector(SIZE);
        out.set(0, 0.0001 + 0.010 * second[0]);
        for (int i = 1; i < SIZE; i++) {
            out.set(i, 0.0001 + 0.15 * (out.get(i - 1) - 0.0001) + 0.010 * (0.9 * second[i] + 0.3 * third[i]));
        }
        return out;
    }

    private static double[] gauss(long seed) {
        long state = seed;
        double[] out = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double sum = 0;
            for (int k = 0; k < 12; k++) {
                state = (1103515245L * state + 12345) % (1L << 31);
                sum += state / (double) (1L << 31);
            }
            out[i] = sum - 6;
        }
        return out;
    }
}
