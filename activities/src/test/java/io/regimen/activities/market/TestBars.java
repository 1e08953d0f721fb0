package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small made-up datasets. */
public final class TestBars {
    public static final double SPREAD = 0.25;

    private TestBars() {}

    /** A seeded walk of hourly bars, of the hours out of so many that a calendar is open; volume 1. */
    public static Dataset hours(String from, int hours, TradingCalendar calendar) {
        SplittableRandom random = new SplittableRandom(7);
        long start = Instant.parse(from).getEpochSecond();
        long[] time = IntStream.range(0, hours)
                .mapToLong(i -> start + 3600L * i)
                .filter(calendar::open)
                .toArray();
        double[][] prices = new double[4][time.length];
        double[] volume = new double[time.length];
        double last = 1;
        for (int i = 0; i < time.length; i++) {
            double next = last * Math.exp(0.001 * random.nextGaussian());
            prices[0][i] = last;
            prices[1][i] = Math.max(last, next) * (1 + 0.0002 * random.nextDouble());
            prices[2][i] = Math.min(last, next) * (1 - 0.0002 * random.nextDouble());
            prices[3][i] = next;
            volume[i] = 1;
            last = next;
        }
        return new Dataset("EURUSD", Timeframe.H1, time, prices, volume, DatasetExtras.none());
    }

    /** Hourly bars with these bid prices (a row a bar), and the ask a constant above. */
    public static Dataset quoted(String from, double[][] bids) {
        long start = Instant.parse(from).getEpochSecond();
        int n = bids.length;
        double[][] prices = new double[8][n];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < 4; p++) {
                prices[p][i] = bids[i][p];
                prices[p + 4][i] = bids[i][p] + SPREAD;
            }
        }
        long[] time = IntStream.range(0, n).mapToLong(i -> start + 3600L * i).toArray();
        return new Dataset("EURUSD", Timeframe.H1, time, prices, new double[n], DatasetExtras.none());
    }

    /** The dataset without some of its bars. */
    public static Dataset without(Dataset dataset, int... bars) {
        DatasetBuilder out = new DatasetBuilder(dataset);
        for (int i = 0; i < dataset.size(); i++) {
            int at = i;
            if (IntStream.of(bars).noneMatch(b -> b == at)) {
                out.add(dataset, i);
            }
        }
        return out.build();
    }

    /** Bars from, inclusive, to, exclusive. */
    public static Dataset slice(Dataset dataset, int from, int to) {
        DatasetBuilder out = new DatasetBuilder(dataset);
        for (int i = from; i < to; i++) {
            out.add(dataset, i);
        }
        return out.build();
    }

    /** The dataset with all prices of bars at or after one multiplied. */
    public static Dataset scaledFrom(Dataset dataset, int from, double factor) {
        int n = dataset.size();
        double[][] prices = new double[dataset.priceColumns()][n];
        long[] time = new long[n];
        double[] volume = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = dataset.time(i);
            volume[i] = dataset.volume(i);
            for (int p = 0; p < prices.length; p++) {
                prices[p][i] = dataset.price(p, i) * (i >= from ? factor : 1);
            }
        }
        return new Dataset(dataset.symbol(), dataset.timeframe(), time, prices, volume, dataset.extras());
    }

    /** The dataset with other prices in some columns of a bar: column, price, column, price. */
    public static Dataset with(Dataset dataset, int bar, double... columnsAndPrices) {
        double[][] prices = new double[dataset.priceColumns()][dataset.size()];
        long[] time = new long[dataset.size()];
        double[] volume = new double[dataset.size()];
        for (int i = 0; i < time.length; i++) {
            time[i] = dataset.time(i);
            volume[i] = dataset.volume(i);
            for (int p = 0; p < prices.length; p++) {
                prices[p][i] = dataset.price(p, i);
            }
        }
        for (int k = 0; k < columnsAndPrices.length; k += 2) {
            prices[(int) columnsAndPrices[k]][bar] = columnsAndPrices[k + 1];
        }
        return new Dataset(dataset.symbol(), dataset.timeframe(), time, prices, volume, dataset.extras());
    }

    /** The dataset with all bars so much later, and another volume. */
    public static Dataset shifted(Dataset dataset, long seconds, double volume) {
        double[][] prices = new double[dataset.priceColumns()][dataset.size()];
        long[] time = new long[dataset.size()];
        double[] volumes = new double[dataset.size()];
        for (int i = 0; i < time.length; i++) {
            time[i] = dataset.time(i) + seconds;
            volumes[i] = volume;
            for (int p = 0; p < prices.length; p++) {
                prices[p][i] = dataset.price(p, i);
            }
        }
        return new Dataset(dataset.symbol(), dataset.timeframe(), time, prices, volumes, dataset.extras());
    }

    public static List<String> starts(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(i -> Instant.ofEpochSecond(dataset.time(i)).toString())
                .toList();
    }

    public static List<Double> prices(Dataset dataset, int i) {
        List<Double> out = new ArrayList<>();
        for (int p = 0; p < dataset.priceColumns(); p++) {
            out.add(dataset.price(p, i));
        }
        return out;
    }
}
