package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.util.Arrays;

/** Puts a dataset together from bars of others that have the same columns. */
final class DatasetBuilder {
    private final String symbol;
    private final Timeframe timeframe;
    private final boolean hasQuoteVolume;
    private final boolean hasTrades;
    private final boolean hasTrueRegime;
    private final double[][] prices;
    private long[] time;
    private double[] volume;
    private double[] quoteVolume;
    private double[] trades;
    private boolean[] repaired;
    private short[] trueRegime;
    private int size;

    /** For bars with the symbol, the timeframe and the columns of a dataset. */
    DatasetBuilder(Dataset like) {
        this(like, like.timeframe(), like.size() + 16);
    }

    DatasetBuilder(Dataset like, Timeframe timeframe, int expected) {
        this.symbol = like.symbol();
        this.timeframe = timeframe;
        hasQuoteVolume = like.extras().quoteVolume != null;
        hasTrades = like.extras().trades != null;
        hasTrueRegime = like.extras().trueRegime != null;
        prices = new double[like.priceColumns()][expected];
        time = new long[expected];
        volume = new double[expected];
        quoteVolume = new double[hasQuoteVolume ? expected : 0];
        trades = new double[hasTrades ? expected : 0];
        repaired = new boolean[expected];
        trueRegime = new short[hasTrueRegime ? expected : 0];
    }

    int size() {
        return size;
    }

    /** Adds bar i of a dataset. */
    void add(Dataset from, int i) {
        startBar(from.time(i));
        for (int p = 0; p < prices.length; p++) {
            prices[p][size - 1] = from.price(p, i);
        }
        addTraded(from, i);
        repaired[size - 1] = from.repaired(i);
    }

    /** Adds a bar that stands still at the close of bar i, at a spread of at least 0 if its own is negative. */
    void addHeld(long second, Dataset from, int i, double goodSpread) {
        startBar(second);
        double bid = from.price(3, i);
        double ask = from.quoted() ? from.price(7, i) : bid;
        if (ask < bid) {
            double middle = (bid + ask) / 2;
            bid = middle - goodSpread / 2;
            ask = middle + goodSpread / 2;
        }
        for (int p = 0; p < prices.length; p++) {
            prices[p][size - 1] = p < 4 ? bid : ask;
        }
        if (hasTrueRegime) {
            trueRegime[size - 1] = regime(from, i);
        }
        repaired[size - 1] = true;
    }

    /** Begins a bar with the opening prices of bar i of a dataset that has shorter bars. */
    void begin(long second, Dataset from, int i) {
        startBar(second);
        for (int p = 0; p < prices.length; p++) {
            prices[p][size - 1] = from.price(p, i);
        }
        addTraded(from, i);
    }

    /** Goes on with the bar that was begun last. */
    void extend(Dataset from, int i) {
        int last = size - 1;
        for (int p = 0; p < prices.length; p += 4) {
            prices[p + 1][last] = Math.max(prices[p + 1][last], from.price(p + 1, i));
            prices[p + 2][last] = Math.min(prices[p + 2][last], from.price(p + 2, i));
            prices[p + 3][last] = from.price(p + 3, i);
        }
        addTraded(from, i);
    }

    /** Whether the bar added last has the prices and volumes of bar i of a dataset. */
    boolean sameLast(Dataset other, int i) {
        int last = size - 1;
        boolean same = volume[last] == other.volume(i);
        for (int p = 0; p < prices.length; p++) {
            same &= prices[p][last] == other.price(p, i);
        }
        double[] turnover = other.extras().quoteVolume;
        double[] count = other.extras().trades;
        return same
                && (turnover == null || turnover[i] == quoteVolume[last])
                && (count == null || count[i] == trades[last]);
    }

    Dataset build() {
        DatasetExtras extras = new DatasetExtras();
        extras.quoteVolume = hasQuoteVolume ? Arrays.copyOf(quoteVolume, size) : null;
        extras.trades = hasTrades ? Arrays.copyOf(trades, size) : null;
        extras.trueRegime = hasTrueRegime ? Arrays.copyOf(trueRegime, size) : null;
        boolean anyRepaired = false;
        for (int i = 0; i < size; i++) {
            anyRepaired |= repaired[i];
        }
        extras.repaired = anyRepaired ? Arrays.copyOf(repaired, size) : null;
        double[][] columns = new double[prices.length][];
        for (int p = 0; p < columns.length; p++) {
            columns[p] = Arrays.copyOf(prices[p], size);
        }
        return new Dataset(symbol, timeframe, Arrays.copyOf(time, size), columns, Arrays.copyOf(volume, size), extras);
    }

    private void startBar(long second) {
        if (size == time.length) {
            grow(size + (size >> 1) + 16);
        }
        time[size++] = second;
    }

    private void addTraded(Dataset from, int i) {
        volume[size - 1] += from.volume(i);
        double[] turnover = from.extras().quoteVolume;
        if (hasQuoteVolume && turnover != null) {
            quoteVolume[size - 1] += turnover[i];
        }
        double[] count = from.extras().trades;
        if (hasTrades && count != null) {
            trades[size - 1] += count[i];
        }
        if (hasTrueRegime) {
            trueRegime[size - 1] = regime(from, i);
        }
    }

    private static short regime(Dataset from, int i) {
        short[] regimes = from.extras().trueRegime;
        return regimes == null ? 0 : regimes[i];
    }

    private void grow(int length) {
        time = Arrays.copyOf(time, length);
        for (int p = 0; p < prices.length; p++) {
            prices[p] = Arrays.copyOf(prices[p], length);
        }
        volume = Arrays.copyOf(volume, length);
        quoteVolume = hasQuoteVolume ? Arrays.copyOf(quoteVolume, length) : quoteVolume;
        trades = hasTrades ? Arrays.copyOf(trades, length) : trades;
        repaired = Arrays.copyOf(repaired, length);
        trueRegime = hasTrueRegime ? Arrays.copyOf(trueRegime, length) : trueRegime;
    }
}
