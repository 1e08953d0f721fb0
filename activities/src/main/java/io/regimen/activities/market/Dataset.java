package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntToLongFunction;

/**
 * An immutable snapshot of the bars of one market, with bid and ask where the vendor gives them, named by the hash of its
 * content.
 */
public final class Dataset {
    private static final String FORMAT = "regimen-dataset-1";

    private final String symbol;
    private final Timeframe timeframe;
    private final long[] time;
    private final double[][] prices;
    private final double[] volume;
    private final DatasetExtras extras;
    private final String hash;

    /**
     * Takes the arrays over.
     *
     * @param prices OHLC, or OHLC of bid and then of ask
     * @param extras columns that not every source has
     * @throws IllegalArgumentException if columns differ in length, are empty, or bars are not in time order
     */
    Dataset(String symbol, Timeframe timeframe, long[] time, double[][] prices, double[] volume, DatasetExtras extras) {
        if (!ImportOptions.SYMBOL.matcher(symbol).matches() || time.length == 0) {
            throw new IllegalArgumentException("a dataset needs a symbol and bars");
        }
        boolean sameLength = volume.length == time.length && extras.haveLength(time.length);
        for (double[] column : prices) {
            sameLength &= column.length == time.length;
        }
        if (!sameLength || (prices.length != 4 && prices.length != 8)) {
            throw new IllegalArgumentException("columns of a dataset differ in length or number");
        }
        for (int i = 1; i < time.length; i++) {
            if (time[i] <= time[i - 1]) {
                throw new IllegalArgumentException("bar " + i + " does not come after the one before");
            }
        }
        this.symbol = symbol;
        this.timeframe = timeframe;
        this.time = time;
        this.prices = prices;
        this.volume = volume;
        this.extras = extras;
        this.hash = hashContent();
    }

    public String symbol() {
        return symbol;
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    public int size() {
        return time.length;
    }

    /** Whether there is bid and ask. */
    public boolean quoted() {
        return prices.length == 8;
    }

    /**
     * Lower-case hexadecimal SHA-256 of the content: format, symbol, timeframe, column names, number of bars, then each
     * column as little-endian 64-bit values. It does not depend on how a file encodes them.
     */
    public String hash() {
        return hash;
    }

    /** Whether the bars come from a simulation that recorded its regimes. */
    public boolean hasTrueRegimes() {
        return extras.trueRegime != null;
    }

    /**
     * The regime that a simulation drew bar i from.
     *
     * @throws IllegalStateException if these are real bars
     */
    public SimulatedRegime trueRegime(int i) {
        if (extras.trueRegime == null) {
            throw new IllegalStateException("real bars have no true regimes");
        }
        return SimulatedRegime.of(extras.trueRegime[i]);
    }

    /** Whether bar i was not quoted by the vendor but filled in by a {@link GapRepair}. */
    public boolean repaired(int i) {
        return extras.repaired != null && extras.repaired[i];
    }

    /** The bars at mid prices. */
    public Bars bars() {
        Bars.Builder bars = new Bars.Builder(timeframe, quoted());
        for (int i = 0; i < time.length; i++) {
            double halfSpread = quoted() ? (prices[4][i] - prices[0][i]) / 2 : 0;
            bars.add(time[i], mid(0, i), mid(1, i), mid(2, i), mid(3, i), volume[i], halfSpread)
                    .traded(
                            extras.quoteVolume == null ? 0 : extras.quoteVolume[i],
                            extras.trades == null ? 0 : extras.trades[i])
                    .repaired(repaired(i));
        }
        return bars.build();
    }

    DatasetExtras extras() {
        return extras;
    }

    /** Number of bars that were filled in. */
    public int repairedBars() {
        int count = 0;
        for (int i = 0; i < time.length; i++) {
            count += repaired(i) ? 1 : 0;
        }
        return count;
    }

    /** Start of bar i, seconds since 1970-01-01 UTC. */
    public long time(int i) {
        return time[i];
    }

    /** Column 0 to 3 (OHLC), or 0 to 7 (OHLC of bid, of ask), as quoted: an ask may be below its bid. */
    public double price(int column, int i) {
        return prices[column][i];
    }

    /** Number of price columns: 4, or 8 with bid and ask. */
    public int priceColumns() {
        return prices.length;
    }

    /** Volume of bar i as the vendor gives it, 0 where it gives none. */
    public double volume(int i) {
        return volume[i];
    }

    private double mid(int column, int i) {
        return quoted() ? (prices[column][i] + prices[column + 4][i]) / 2 : prices[column][i];
    }

    private String hashContent() {
        MessageDigest digest = sha256();
        String columns = (quoted() ? "bid,ask" : "ohlc") + extras.names();
        String head = String.join("\n", FORMAT, symbol, timeframe.toString(), columns, time.length + "\n");
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        update(digest, i -> time[i]);
        for (double[] column : prices) {
            update(digest, i -> Double.doubleToLongBits(column[i]));
        }
        update(digest, i -> Double.doubleToLongBits(volume[i]));
        for (IntToLongFunction column : extras.columns()) {
            update(digest, column);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void update(MessageDigest digest, IntToLongFunction column) {
        ByteBuffer block = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < time.length; i++) {
            if (!block.hasRemaining()) {
                digest.update(block.flip());
                block.clear();
            }
            block.putLong(column.applyAsLong(i));
        }
        digest.update(block.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
