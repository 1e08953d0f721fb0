package io.regimen.activities.integrity;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.TradingCalendar;
import java.time.Instant;
import java.util.stream.IntStream;

/** The bars of a dataset that were not filled in. */
final class RealBars {
    private static final int HOURS_OF_WEEK = 168;

    private final Dataset dataset;
    private final int[] rows;
    private final int[] missingBefore;
    private final int[] hourOfWeek;

    RealBars(Dataset dataset, TradingCalendar calendar) {
        this.dataset = dataset;
        rows = IntStream.range(0, dataset.size())
                .filter(i -> !dataset.repaired(i))
                .toArray();
        missingBefore = new int[rows.length];
        hourOfWeek = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            hourOfWeek[i] = calendar.hourOfWeek(time(i));
            if (i > 0) {
                missingBefore[i] = calendar.missingBetween(time(i - 1), time(i), dataset.timeframe());
            }
        }
    }

    int size() {
        return rows.length;
    }

    boolean quoted() {
        return dataset.quoted();
    }

    long time(int i) {
        return dataset.time(rows[i]);
    }

    Instant at(int i) {
        return Instant.ofEpochSecond(time(i));
    }

    double volume(int i) {
        return dataset.volume(rows[i]);
    }

    /** Bars that the calendar expects between bar i and the one before; 0 at the first. */
    int missingBefore(int i) {
        return missingBefore[i];
    }

    /** Open, high, low or close (0 to 3). */
    double price(Side side, int column, int i) {
        int row = rows[i];
        return switch (side) {
            case BID -> dataset.price(column, row);
            case ASK -> dataset.price(column + 4, row);
            case MID ->
                quoted()
                        ? (dataset.price(column, row) + dataset.price(column + 4, row)) / 2
                        : dataset.price(column, row);
        };
    }

    double close(int i) {
        return price(Side.MID, 3, i);
    }

    /** Ask less bid at the open (0) or close (3). */
    double spread(int column, int i) {
        return dataset.price(column + 4, rows[i]) - dataset.price(column, rows[i]);
    }

    boolean samePrices(int i, int k) {
        for (int p = 0; p < dataset.priceColumns(); p++) {
            if (dataset.price(p, rows[i]) != dataset.price(p, rows[k])) {
                return false;
            }
        }
        return true;
    }

    /** For every bar the median of the values of its hour of the week that are above 0, or of all if those are few. */
    double[] usual(double[] values) {
        double[][] byHour = new double[HOURS_OF_WEEK][];
        int[] counts = new int[HOURS_OF_WEEK];
        for (int i = 0; i < rows.length; i++) {
            counts[hourOfWeek[i]] += values[i] > 0 ? 1 : 0;
        }
        for (int h = 0; h < HOURS_OF_WEEK; h++) {
            byHour[h] = new double[counts[h]];
        }
        for (int i = 0; i < rows.length; i++) {
            if (values[i] > 0) {
                byHour[hourOfWeek[i]][--counts[hourOfWeek[i]]] = values[i];
            }
        }
        double all = Median.ofPositive(values);
        double[] medians = new double[HOURS_OF_WEEK];
        for (int h = 0; h < HOURS_OF_WEEK; h++) {
            medians[h] = byHour[h].length < Median.FEW ? all : Median.of(byHour[h]);
        }
        return IntStream.range(0, rows.length)
                .mapToDouble(i -> medians[hourOfWeek[i]])
                .toArray();
    }
}
