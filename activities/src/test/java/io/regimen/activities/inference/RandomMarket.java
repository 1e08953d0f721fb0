package io.regimen.activities.inference;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Seeded markets, features and forecasts for tests. */
public final class RandomMarket {
    private RandomMarket() {}

    /** A driftless random walk of hourly bars with weekend-like gaps and a changing spread. */
    public static Bars walk(long seed, int size, boolean quoted) {
        return continued(seed, size, size, seed, quoted);
    }

    /** The same prices hour after hour: nothing is missing. */
    public static Bars unbroken(long seed, int size, boolean quoted) {
        Bars gapped = walk(seed, size, quoted);
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, quoted).calendar(TradingCalendar.CONTINUOUS);
        for (int i = 0; i < size; i++) {
            add(bars, gapped, i, 3600L * i);
        }
        return bars.build();
    }

    /** The same bars, but runs of one to three of them stand still at the close before, marked as filled in. */
    public static Bars repaired(Bars of, long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder bars = new Bars.Builder(of.timeframe(), of.quoted()).calendar(of.calendar());
        int left = 0;
        double held = of.open(0);
        for (int i = 0; i < of.size(); i++) {
            left = left > 0 ? left - 1 : random.nextDouble() < share ? 1 + random.nextInt(3) : 0;
            if (left > 0 && i > 0) {
                bars.add(of.time(i), held, held, held, held, 0, of.halfSpread(i))
                        .repaired(true);
            } else {
                add(bars, of, i, of.time(i));
                held = of.close(i);
            }
        }
        return bars.build();
    }

    /** The same bars with turnover, which some bars lack. */
    public static Bars traded(Bars of, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder bars = new Bars.Builder(of.timeframe(), of.quoted()).calendar(of.calendar());
        for (int i = 0; i < of.size(); i++) {
            double turnover = random.nextInt(8) == 0 ? 0 : random.nextDouble(1e5, 1e7);
            add(bars, of, i, of.time(i)).repaired(of.repaired(i)).traded(turnover, 1);
        }
        return bars.build();
    }

    private static Bars.Builder add(Bars.Builder to, Bars from, int i, long time) {
        return to.add(time, from.open(i), from.high(i), from.low(i), from.close(i), from.volume(i), from.halfSpread(i));
    }

    /** The random walk of one seed up to a bar (included), another's from there on, far away and with a wide spread. */
    public static Bars continued(long seed, int size, int upTo, long otherSeed, boolean quoted) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, quoted);
        double price = 1.1;
        double wide = 1;
        long time = 0;
        for (int i = 0; i < size; i++) {
            if (i == upTo + 1) {
                random = new SplittableRandom(otherSeed);
                price *= 1.5;
                wide = 100;
            }
            time += i % 120 == 0 ? 48 * 3600 : 3600;
            double open = price * StrictMath.exp(0.0002 * gauss(random));
            double close = open * StrictMath.exp(0.002 * gauss(random));
            double spread = wide * 0.00005 * (1 + random.nextDouble());
            bars.add(time, open, Math.max(open, close), Math.min(open, close), close, 1, spread);
            price = close;
        }
        return bars.build();
    }

    /** One row per bar: the last three close-to-close log returns (the autoregressive block), then noise. */
    public static Matrix features(Bars bars, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix out = new Matrix(bars.size(), 5);
        for (int row = 0; row < bars.size(); row++) {
            for (int lag = 0; lag < 3 && row - lag > 0; lag++) {
                out.set(row, lag, StrictMath.log(bars.close(row - lag) / bars.close(row - lag - 1)));
            }
            out.set(row, 3, 0.002 * gauss(random));
            out.set(row, 4, 0.002 * gauss(random));
        }
        return out;
    }

    /** Members that share half of what they say, with all heads and recursive streams. */
    public static ForecastStreams forecasts(long seed, int horizon, int members, int from, int to) {
        SplittableRandom random = new SplittableRandom(seed);
        Heads heads = Heads.of(horizon);
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        for (int head = 0; head < heads.size(); head++) {
            direct.put(head, stream(random, members, to - from, 5e-4 * Math.sqrt(heads.step(head))));
        }
        return new ForecastStreams(from, heads, direct, stream(random, members, to - from, 5e-4 * Math.sqrt(horizon)));
    }

    private static List<Vector> stream(SplittableRandom random, int members, int size, double scale) {
        Vector common = noise(random, size);
        List<Vector> out = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            Vector own = noise(random, size);
            for (int i = 0; i < size; i++) {
                own.set(i, scale * (0.7 * common.get(i) + 0.7 * own.get(i)));
            }
            out.add(own);
        }
        return out;
    }

    private static Vector noise(SplittableRandom random, int size) {
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            out.set(i, gauss(random));
        }
        return out;
    }

    static double gauss(SplittableRandom random) {
        double sum = 0;
        for (int k = 0; k < 12; k++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }
}
