package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Timeframe;
import java.util.SplittableRandom;

/** Driftless random walks for tests. */
public final class Walks {
    /** Monday 2024-01-01 00:00 UTC. */
    public static final long START = 1_704_067_200;

    private Walks() {}

    /** Hourly bars without a hole. */
    public static Bars hourly(int size, long seed) {
        return walk(size, seed, false);
    }

    /** Hourly bars with closed weekends and single bars missing, as FX has them. */
    public static Bars withHoles(int size, long seed) {
        return walk(size, seed, true);
    }

    private static Bars walk(int size, long seed, boolean holes) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 1.1;
        long second = START;
        for (int i = 0; i < size; i++) {
            double open = price;
            double close = open * Math.exp(0.001 * random.nextGaussian());
            double high = Math.max(open, close) * (1 + 0.0003 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.0003 * random.nextDouble());
            int volume = 100 + random.nextInt(50);
            // one bar in ten has a burst
            out.add(second, open, high, low, close, volume < 145 ? volume : 4 * volume, 0);
            price = close;
            second += 3600;
            while (holes && (second / 86_400 % 7 == 2 || second / 86_400 % 7 == 3 || random.nextInt(40) == 0)) {
                second += 3600;
            }
        }
        return out.build();
    }

    /** The same walk at another pace, its stamps a timeframe apart. */
    public static Bars at(Timeframe timeframe, int size, long seed) {
        Bars hourly = hourly(size, seed);
        Bars.Builder out = new Bars.Builder(timeframe, false);
        for (int i = 0; i < size; i++) {
            out.add(
                    START + (long) timeframe.seconds() * i,
                    hourly.open(i),
                    hourly.high(i),
                    hourly.low(i),
                    hourly.close(i),
                    hourly.volume(i),
                    0);
        }
        return out.build();
    }

    /** Bars [from, to) of a series. */
    public static Bars part(Bars bars, int from, int to) {
        Bars.Builder out = new Bars.Builder(bars.timeframe(), false).calendar(bars.calendar());
        for (int i = from; i < to; i++) {
            out.add(bars.time(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i), 0)
                    .repaired(bars.repaired(i));
        }
        return out.build();
    }
}
