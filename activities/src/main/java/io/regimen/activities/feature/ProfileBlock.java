package io.regimen.activities.feature;

import java.util.Arrays;
import java.util.List;

/**
 * Volume by price over a window: each bar's volume lies evenly between its low and high; where the window has no volume
 * at all, every bar counts the same (time at price). The value area grows from the fullest bin to the fuller of its two
 * neighbours until it holds its share of the volume.
 */
final class ProfileBlock {
    private final Stretch bars;
    private final int window = Output.parameter("profile_poc", "bars");
    private final double area = Output.parameter("profile_value_width", "percent") / 100.0;
    private final double[] bins = new double[Output.parameter("profile_poc", "bins")];
    private int computed = -1;
    private double lowest;
    private double range;
    private double total;
    private int fullest;
    private int first;
    private int last;

    private ProfileBlock(Stretch bars) {
        this.bars = bars;
    }

    static List<Output> of(Stretch bars) {
        ProfileBlock block = new ProfileBlock(bars);
        return List.of(
                Output.of("profile_poc", i -> block.above(i, block.at(i).fullest + 0.5)),
                Output.of("profile_poc_share", i -> block.at(i).bins[block.fullest] / block.total),
                Output.of("profile_value_low", i -> block.above(i, block.at(i).first)),
                Output.of("profile_value_high", i -> -block.above(i, block.at(i).last + 1)),
                Output.of(
                        "profile_value_width",
                        i -> block.at(i).range > 0
                                ? (block.last + 1 - block.first) / (double) block.bins.length
                                : block.range));
    }

    /** How far the close lies above a boundary between bins, in shares of the range; 0 where there is no range. */
    private double above(int i, double boundary) {
        return range > 0 ? (bars.close(i) - lowest) / range - boundary / bins.length : range;
    }

    private ProfileBlock at(int i) {
        if (computed != i) {
            computed = i;
            lowest = bars.lowest(i, window);
            range = bars.highest(i, window) - lowest;
            spread(i);
            findValueArea();
        }
        return this;
    }

    private void spread(int i) {
        int from = bars.first(i, window);
        double volume = 0;
        for (int k = from; k <= i; k++) {
            volume += bars.volume(k);
        }
        Arrays.fill(bins, 0);
        double width = range / bins.length;
        total = 0;
        for (int k = from; k <= i; k++) {
            double weight = volume == 0 ? 1 : bars.volume(k);
            total += weight;
            double height = bars.range(k);
            int lo = bin(bars.low(k), width);
            int hi = bin(bars.high(k), width);
            if (lo == hi) {
                bins[lo] += weight;
            } else {
                double density = weight / height;
                bins[lo] += density * (lowest + (lo + 1) * width - bars.low(k));
                for (int b = lo + 1; b < hi; b++) {
                    bins[b] += density * width;
                }
                bins[hi] += density * (bars.high(k) - (lowest + hi * width));
            }
        }
    }

    private int bin(double price, double width) {
        return width > 0 ? Math.clamp((long) ((price - lowest) / width), 0, bins.length - 1) : 0;
    }

    private void findValueArea() {
        fullest = 0;
        for (int b = 1; b < bins.length; b++) {
            fullest = bins[b] > bins[fullest] ? b : fullest;
        }
        first = fullest;
        last = fullest;
        double held = bins[fullest];
        while (held < area * total && (first > 0 || last < bins.length - 1)) {
            double below = first > 0 ? bins[first - 1] : -1;
            double beyond = last < bins.length - 1 ? bins[last + 1] : -1;
            if (beyond >= below) {
                held += beyond;
                last++;
            } else {
                held += below;
                first--;
            }
        }
    }
}
