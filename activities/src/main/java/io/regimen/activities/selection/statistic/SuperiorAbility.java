package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the best of many strategies is better than a benchmark, given that it was looked for (Hansen 2005).
 *
 * @param lower p-value that forgets whoever is worse than the benchmark: a liberal bound
 * @param consistent p-value that forgets those who are clearly worse
 * @param upper p-value that forgets nobody: White's reality check, studentised
 */
public record SuperiorAbility(double lower, double consistent, double upper) {

    /**
     * The p-values, every mean gain divided by its standard deviation under the bootstrap.
     *
     * @param gains by strategy, per bar, over the benchmark; those that never differ from it say nothing and are left out
     */
    public static SuperiorAbility of(List<Vector> gains, StationaryBootstrap bootstrap) {
        return of(gains, bootstrap, true);
    }

    /**
     * The same.
     *
     * @param studentised whether gains are divided; otherwise the strategy that scatters most decides (White 2000)
     */
    static SuperiorAbility of(List<Vector> gains, StationaryBootstrap bootstrap, boolean studentised) {
        List<Vector> differing = new ArrayList<>(gains);
        differing.removeIf(gain -> Series.squares(gain, Series.mean(gain)) == 0);
        if (differing.isEmpty()) {
            return new SuperiorAbility(1, 1, 1);
        }
        int n = differing.getFirst().size();
        List<Vector> drawn = bootstrap.means(differing);
        int draws = drawn.getFirst().size();
        double best = Double.NEGATIVE_INFINITY;
        Vector lower = least(draws);
        Vector consistent = least(draws);
        Vector upper = least(draws);
        double clearly = -Math.sqrt(2 * Math.log(Math.log(n)));
        for (int j = 0; j < differing.size(); j++) {
            double mean = Series.mean(differing.get(j));
            Vector means = drawn.get(j);
            double error = Math.sqrt(Series.squares(means, Series.mean(means)) / draws);
            double unit = studentised ? error : 1;
            best = Math.max(best, mean / unit);
            raise(lower, means, Math.max(mean, 0), unit);
            raise(consistent, means, mean / error >= clearly ? mean : 0, unit);
            raise(upper, means, mean, unit);
        }
        return new SuperiorAbility(share(lower, best), share(consistent, best), share(upper, best));
    }

    private static Vector least(int draws) {
        Vector out = new Vector(draws);
        out.fill(Double.NEGATIVE_INFINITY);
        return out;
    }

    private static void raise(Vector maximum, Vector means, double centre, double unit) {
        for (int i = 0; i < means.size(); i++) {
            maximum.set(i, Math.max(maximum.get(i), (means.get(i) - centre) / unit));
        }
    }

    private static double share(Vector maximum, double best) {
        int above = 0;
        for (int i = 0; i < maximum.size(); i++) {
            above += maximum.get(i) > best ? 1 : 0;
        }
        return (double) above / maximum.size();
    }
}
