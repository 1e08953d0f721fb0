package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Means of resampled series (Politis and Romano 1994): blocks that begin anywhere and last a geometric number of bars, round
 * the end to the start. Since only means are asked for, a block costs as much as a single bar. Same seed, same draws.
 */
public final class StationaryBootstrap {
    private final int bars;
    private final double meanBlock;
    private final int draws;
    private final long seed;

    /**
     * @param bars of each series
     * @param meanBlock mean length of a block, at least 1
     */
    public StationaryBootstrap(int bars, double meanBlock, int draws, long seed) {
        if (bars < 1 || !(meanBlock >= 1) || draws < 1) {
            throw new IllegalArgumentException(draws + " draws of " + bars + " bars, blocks of " + meanBlock);
        }
        this.bars = bars;
        this.meanBlock = meanBlock;
        this.draws = draws;
        this.seed = seed;
    }

    /** The level-quantile (lowest 5 % for 0.05) of the mean of a series: below it lies its true mean as rarely. */
    public double lowerBound(Vector series, double level) {
        double[] means = means(List.of(series)).getFirst().toArray();
        Arrays.sort(means);
        return means[Math.clamp((int) Math.floor(level * draws), 0, draws - 1)];
    }

    /** Means by series, one per draw; every draw takes the same blocks of all series. */
    List<Vector> means(List<Vector> series) {
        int k = series.size();
        double[] sums = cumulated(series);
        List<Vector> out = new ArrayList<>(k);
        series.forEach(one -> out.add(new Vector(draws)));
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[k];
        // a block ends after each bar with this probability
        double last = 1 / meanBlock;
        double scale = last < 1 ? 1 / Math.log1p(-last) : 0;
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(drawn, 0);
            for (int left = bars; left > 0; ) {
                int from = random.nextInt(bars);
                int length = 1 + (int) Math.min(left, Math.log(1 - random.nextDouble()) * scale);
                int take = Math.min(length, left);
                left -= take;
                while (take > 0) {
                    int to = Math.min(from + take, bars);
                    add(sums, from, to, drawn);
                    take -= to - from;
                    from = 0;
                }
            }
            for (int j = 0; j < k; j++) {
                out.get(j).set(draw, drawn[j] / bars);
            }
        }
        return out;
    }

    private static void add(double[] sums, int from, int to, double[] into) {
        int low = from * into.length;
        int high = to * into.length;
        for (int j = 0; j < into.length; j++) {
            into[j] += sums[high + j] - sums[low + j];
        }
    }

    /** Row i holds the sums of the first i bars of every series. */
    private double[] cumulated(List<Vector> series) {
        int k = series.size();
        double[] out = new double[(bars + 1) * k];
        for (int j = 0; j < k; j++) {
            Vector one = series.get(j);
            if (one.size() != bars) {
                throw new IllegalArgumentException(one.size() + " bars, not " + bars);
            }
            for (int i = 0; i < bars; i++) {
                out[(i + 1) * k + j] = out[i * k + j] + one.get(i);
            }
        }
        return out;
    }
}
