package io.regimen.activities.market;

import org.jspecify.annotations.Nullable;

/** One row being read, reused from row to row: four prices (OHLC), or eight (OHLC of bid, then of ask). */
final class RawBar {
    /** Slack for prices that went through binary fractions on their way here. */
    private static final double TOLERANCE = 1e-9;

    private static final String[] NAMES = {"open", "high", "low", "close"};

    long second;
    double volume;
    double quoteVolume;
    double trades;
    final double[] prices;

    RawBar(boolean quoted) {
        prices = new double[quoted ? 8 : 4];
    }

    /** The first amount that is not a number from 0; null where all are. */
    @Nullable
    Fault checkAmounts() {
        if (!(volume >= 0)) {
            return notAnAmount("volume");
        }
        if (!(quoteVolume >= 0)) {
            return notAnAmount("quote volume");
        }
        return trades >= 0 ? null : notAnAmount("number of trades");
    }

    private static Fault notAnAmount(String what) {
        return new Fault(Fault.NOT_A_NUMBER, what + " is not a number from 0");
    }

    /** What is wrong with the prices; null where nothing is. */
    @Nullable
    Fault checkPrices() {
        if (prices.length == 4) {
            return check(0, "");
        }
        Fault bid = check(0, "bid ");
        return bid != null ? bid : check(4, "ask ");
    }

    /** What is wrong with the four prices from {@code first} on. */
    private @Nullable Fault check(int first, String side) {
        for (int i = 0; i < 4; i++) {
            if (prices[first + i] <= 0) {
                return new Fault(Fault.NOT_POSITIVE, side + NAMES[i] + " " + prices[first + i] + " is not above 0");
            }
        }
        double open = prices[first];
        double high = prices[first + 1];
        double low = prices[first + 2];
        double close = prices[first + 3];
        double slack = high * TOLERANCE;
        if (high < low - slack) {
            return new Fault(Fault.INCONSISTENT_PRICES, side + "high " + high + " is below " + side + "low " + low);
        }
        if (high < Math.max(open, close) - slack || low > Math.min(open, close) + slack) {
            return new Fault(
                    Fault.INCONSISTENT_PRICES,
                    side + "low " + low + " to high " + high + " does not contain open " + open + " and close "
                            + close);
        }
        return null;
    }

    static Fault notANumber(int price, String side, String text) {
        return new Fault(Fault.NOT_A_NUMBER, side + NAMES[price % 4] + " " + Fault.show(text) + " is not a number");
    }

    /** An amount, which may be left out: then 0. */
    static double amount(String text) {
        return text.isBlank() ? 0 : number(text);
    }

    /** The number a field holds; NaN if it holds none. Accepts no hexadecimal, type letters, NaN, or more than 1e15. */
    static double number(String text) {
        String s = text.strip();
        if (s.isEmpty() || s.length() > 40) {
            return Double.NaN;
        }
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(s);
            return Math.abs(value) <= 1e15 ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
