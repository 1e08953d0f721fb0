package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;

/** Inputs of the reference values, from their recipe: Irwin-Hall noise of a linear congruential generator. */
final class OracleStreams {
    private OracleStreams() {}

    static Vector a() {
        Vector first = gauss(1, 1000);
        Vector second = gauss(2, 1000);
        Vector out = new Vector(1000);
        for (int i = 0; i < 1000; i++) {
            out.set(i, 0.0004 + 0.010 * (0.8 * first.get(i) + 0.6 * second.get(i)));
        }
        return out;
    }

    static Vector b() {
        Vector second = gauss(2, 1000);
        Vector third = gauss(3, 1000);
        Vector out = new Vector(1000);
        out.set(0, 0.0001 + 0.010 * second.get(0));
        for (int i = 1; i < 1000; i++) {
            out.set(i, 0.0001 + 0.15 * (out.get(i - 1) - 0.0001) + 0.010 * (0.9 * second.get(i) + 0.3 * third.get(i)));
        }
        return out;
    }

    /** What ten models lose less than a benchmark, one of them by an advantage. */
    static List<Vector> gains(double advantage) {
        Vector benchmark = gauss(10, 500);
        List<Vector> out = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
            Vector model = gauss(20 + j, 500);
            for (int i = 0; i < 500; i++) {
                model.set(i, 0.5 * benchmark.get(i) - 0.5 * model.get(i) + (j == 3 ? advantage : 0));
            }
            out.add(model);
        }
        return out;
    }

    /** Twenty streams of noise; the eighth with skill added. */
    static List<Vector> noise(double skill) {
        List<Vector> out = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
            Vector stream = gauss(100 + j, 800);
            for (int i = 0; i < 800; i++) {
                stream.set(i, 0.01 * stream.get(i) + (j == 7 ? skill : 0));
            }
            out.add(stream);
        }
        return out;
    }

    static Vector gauss(long seed, int size) {
        long state = seed;
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < 12; k++) {
                state = (1103515245L * state + 12345) % (1L << 31);
                sum += state / (double) (1L << 31);
            }
            out.set(i, sum - 6);
        }
        return out;
    }

    /** Absolute squares or values, as losses. */
    static Vector losses(Vector errors, int power) {
        Vector out = new Vector(errors.size());
        for (int i = 0; i < out.size(); i++) {
            out.set(i, Math.pow(Math.abs(errors.get(i)), power));
        }
        return out;
    }
}
