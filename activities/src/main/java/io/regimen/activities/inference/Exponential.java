package io.regimen.activities.inference;

/**
 * e^x for x up to 0 from additions and multiplications alone, so that every machine and every width of register gives the
 * same bits. Within 2 units in the last place; 0 below {@link #LEAST}.
 *
 * <p>x = n ln 2 + r with |r| at most half of ln 2 (in two parts, Cody and Waite 1980); e^r by its Taylor series to r^13,
 * whose next term is below 1e-17.
 */
final class Exponential {
    static final double LEAST = -708;
    static final double PER_LN2 = 1.4426950408889634;
    /** Adding it rounds to a whole number, whose low bits are then those of the sum. */
    static final double ROUNDER = 0x1.8p52;

    static final double LN2_HIGH = 0x1.62e42feep-1;
    static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    static final int BIAS = 1023;
    static final int MANTISSA = 52;
    /** 1 / 13!, 1 / 12!, and so on to 1 / 0!. */
    static final double[] TERMS = terms();

    private Exponential() {}

    private static double[] terms() {
        double[] out = new double[14];
        double factorial = 1;
        for (int k = 0; k < out.length; k++) {
            factorial *= Math.max(1, k);
            out[out.length - 1 - k] = 1 / factorial;
        }
        return out;
    }

    static double of(double x) {
        if (!(x >= LEAST)) {
            return 0;
        }
        double shifted = x * PER_LN2 + ROUNDER;
        double whole = shifted - ROUNDER;
        double rest = x - whole * LN2_HIGH - whole * LN2_LOW;
        double sum = TERMS[0];
        for (int k = 1; k < TERMS.length; k++) {
            sum = sum * rest + TERMS[k];
        }
        return sum * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + BIAS) << MANTISSA);
    }
}
