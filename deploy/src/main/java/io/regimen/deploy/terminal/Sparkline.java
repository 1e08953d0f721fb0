package io.regimen.deploy.terminal;

import java.nio.charset.Charset;
import java.util.List;

/** A series as one line of characters, each as high as its value. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    /** For terminals that know no other characters. */
    private static final String PLAIN = "_.-:=+*#";

    private Sparkline() {}

    /**
     * The line of a series, its least value lowest and its greatest highest. Of more values than characters the last of
     * each equal stretch is shown.
     *
     * @param width characters at most
     * @param charset of the terminal
     */
    public static String of(List<Double> values, int width, Charset charset) {
        String levels = charset.newEncoder().canEncode(BLOCKS) ? BLOCKS : PLAIN;
        int columns = Math.min(width, values.size());
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < columns; i++) {
            low = Math.min(low, shown(values, i, columns));
            high = Math.max(high, shown(values, i, columns));
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            double share = high > low ? (shown(values, i, columns) - low) / (high - low) : 0;
            out.append(levels.charAt((int) Math.min(levels.length() - 1, Math.floor(share * levels.length()))));
        }
        return out.toString();
    }

    private static double shown(List<Double> values, int column, int columns) {
        return values.get((int) ((column + 1L) * values.size() / columns) - 1);
    }
}
