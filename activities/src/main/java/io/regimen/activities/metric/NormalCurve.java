package io.regimen.activities.metric;

/**
 * The cumulative standard normal distribution, to 14 digits and a tenth of the time that incomplete gamma functions take.
 * Hart 1968, Computer Approximations, algorithm 5666, in the form of West 2005, Better Approximations to Cumulative Normal
 * Functions.
 */
final class NormalCurve {
    /** Where the rational approximation ends and a continued fraction takes over. */
    private static final double FAR = 7.07106781186547;

    private static final double NOWHERE = 37;
    private static final double ROOT_TWO_PI = 2.506628274631;

    private NormalCurve() {}

    static double below(double x) {
        double tail = tail(Math.abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    /** Probability of more than x, which is at least 0. */
    private static double tail(double x) {
        if (x > NOWHERE) {
            return 0;
        }
        double density = StrictMath.exp(-x * x / 2);
        if (x >= FAR) {
            return density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_TWO_PI;
        }
        double above = 3.52624965998911e-2 * x + 0.700383064443688;
        above = above * x + 6.37396220353165;
        above = above * x + 33.912866078383;
        above = above * x + 112.079291497871;
        above = above * x + 221.213596169931;
        above = above * x + 220.206867912376;
        double under = 8.83883476483184e-2 * x + 1.75566716318264;
        under = under * x + 16.064177579207;
        under = under * x + 86.7807322029461;
        under = under * x + 296.564248779674;
        under = under * x + 637.333633378831;
        under = under * x + 793.826512519948;
        under = under * x + 440.413735824752;
        return density * above / under;
    }
}
