package io.regimen.activities.metric;

/**
 * Continuous ranked probability score of an ensemble: the integral over x of (share of members at most x - 1 where the
 * outcome is at most x)^2; 0 is best, and for a single member it is the absolute error. In the unit of the outcome.
 */
final class Crps {
    private Crps() {}

    /** Mean distance of the members from the outcome. */
    static double error(double[][] members, int row, double outcome) {
        double sum = 0;
        for (double[] member : members) {
            sum += Math.abs(member[row] - outcome);
        }
        return sum / members.length;
    }

    /** Sum over all ordered pairs of members of their distance. */
    static double distances(double[][] members, int row) {
        double sum = 0;
        for (int i = 1; i < members.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.abs(members[i][row] - members[j][row]);
            }
        }
        return 2 * sum;
    }

    /**
     * The score of the members taken for the whole distribution: {@code error - distances / (2 m^2)} (Gneiting and Raftery
     * 2007, JASA 102, eq. 21).
     */
    static double plain(double error, double distances, int members) {
        return error - distances / (2.0 * members * members);
    }

    /**
     * The score that an infinite ensemble like this one would have, without bias: {@code error - distances / (2 m (m - 1))}
     * (Ferro 2014, Quarterly Journal of the Royal Meteorological Society 140). NaN for a single member.
     */
    static double fair(double error, double distances, int members) {
        return members == 1 ? Double.NaN : error - distances / (2.0 * members * (members - 1));
    }
}
