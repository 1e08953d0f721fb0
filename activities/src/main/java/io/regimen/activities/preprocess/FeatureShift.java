package io.regimen.activities.preprocess;

import io.regimen.activities.model.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far the prepared features of the validation part are from those of the training part: two-sample
 * Kolmogorov-Smirnov tests, feature by feature. A warning, no verdict: rows that follow each other resemble each other,
 * so small p-values are more frequent than they would be on independent rows.
 *
 * @param feature the one with the smallest p-value, the first of equals
 * @param statistic greatest distance between its two distribution functions
 * @param smallestP its p-value, asymptotic
 * @param features number of features tested
 * @param shifted how many of them have a p-value that is below 1 % after Bonferroni's correction
 */
public record FeatureShift(String feature, double statistic, double smallestP, int features, int shifted) {
    /** Most rows of a part that are looked at: every k-th of the known ones, k as small as possible. */
    static final int MAX_ROWS = 1000;

    private static final double LEVEL = 0.01;

    /**
     * Compares rows [trainFrom, trainTo) with rows [validationFrom, validationTo). A feature that is not known in any row
     * of a part is left out.
     *
     * @param names of the columns
     * @return empty if no feature can be compared
     */
    public static Optional<FeatureShift> between(
            Preprocessor preprocessor,
            Matrix features,
            List<String> names,
            int trainFrom,
            int trainTo,
            int validationFrom,
            int validationTo) {
        int worst = -1;
        int tested = 0;
        double[] statistics = new double[features.columns()];
        double[] p = new double[features.columns()];
        Arrays.fill(p, Double.NaN);
        for (int c = 0; c < features.columns(); c++) {
            double[] train = sample(preprocessor, features, c, trainFrom, trainTo);
            double[] validation = sample(preprocessor, features, c, validationFrom, validationTo);
            if (train.length == 0 || validation.length == 0) {
                continue;
            }
            tested++;
            statistics[c] = statistic(train, validation);
            p[c] = pValue(statistics[c], train.length, validation.length);
            worst = worst < 0 || p[c] < p[worst] ? c : worst;
        }
        if (worst < 0) {
            return Optional.empty();
        }
        int number = tested;
        int shifted = (int) Arrays.stream(p).filter(x -> x * number < LEVEL).count();
        return Optional.of(new FeatureShift(names.get(worst), statistics[worst], p[worst], tested, shifted));
    }

    /** Sorted prepared values of evenly spaced rows, those not known left out. */
    private static double[] sample(Preprocessor preprocessor, Matrix features, int column, int from, int to) {
        double[] known = new double[Math.max(0, to - from)];
        int count = 0;
        for (int row = from; row < to; row++) {
            double value = features.get(row, column);
            if (Double.isFinite(value)) {
                known[count++] = value;
            }
        }
        int every = Math.max(1, (count + MAX_ROWS - 1) / MAX_ROWS);
        int size = (count + every - 1) / every;
        double[] out = new double[size];
        for (int i = 0; i < size; i++) {
            out[i] = preprocessor.apply(column, known[i * every]);
        }
        Arrays.sort(out);
        return out;
    }

    /** Greatest distance between the empirical distribution functions of two sorted samples. */
    static double statistic(double[] a, double[] b) {
        int i = 0;
        int j = 0;
        double most = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    /** P(D &gt; d) in the limit of large samples (Smirnov 1948), with sqrt(n m / (n + m)) d. */
    static double pValue(double statistic, int n, int m) {
        return beyond(Math.sqrt((double) n * m / ((double) n + m)) * statistic);
    }

    /**
     * Complement of Kolmogorov's distribution function: 2 sum (-1)^(j-1) exp(-2 j^2 x^2), and for small x, where that
     * converges slowly, 1 - sqrt(2 pi) / x sum exp(-(2j-1)^2 pi^2 / (8 x^2)).
     */
    private static double beyond(double x) {
        if (x < 0.04) {
            return 1; // to the last bit
        }
        double sum = 0;
        if (x < 1) {
            for (int j = 1; j <= 19; j += 2) {
                sum += StrictMath.exp(-j * j * Math.PI * Math.PI / (8 * x * x));
            }
            return 1 - Math.sqrt(2 * Math.PI) / x * sum;
        }
        for (int j = 1; j <= 10; j++) {
            double term = StrictMath.exp(-2.0 * j * j * x * x);
            sum += j % 2 == 1 ? term : -term;
        }
        return 2 * sum;
    }
}
