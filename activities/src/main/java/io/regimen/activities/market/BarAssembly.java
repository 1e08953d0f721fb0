package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Puts rows into time order, finds their timeframe, drops repeats and what is off the grid, and reports. */
final class BarAssembly {
    private static final int HOUR = 3600;
    /** A given timeframe must be the step between at least this share of the bars. */
    private static final double MIN_SHARE = 0.1;

    private final String name;
    private final ImportOptions options;
    private final BarColumns columns;
    private final RowLog log;
    private final String place;

    /** @param place what the rows are counted in: line, row */
    BarAssembly(String name, ImportOptions options, BarColumns columns, RowLog log, String place) {
        this.name = name;
        this.options = options;
        this.columns = columns;
        this.log = log;
        this.place = place;
    }

    /**
     * Takes the columns over.
     *
     * @param rows rows that were read, good and bad
     * @param least bars that must come out; below 2 only where a timeframe is given
     * @throws ImportException if fewer do
     */
    ImportResult assemble(String symbol, long rows, int least) {
        require(least, rows);
        long outOfOrder = columns.outOfOrder();
        columns.sort();
        dropRepeats();
        require(least, rows);
        Timeframe timeframe = timeframe();
        dropOffGrid(timeframe);
        require(least, rows);
        columns.trim();
        Dataset dataset =
                new Dataset(symbol, timeframe, columns.time, columns.prices, columns.volume, columns.extras());
        return new ImportResult(dataset, report(rows, outOfOrder));
    }

    private void require(int least, long rows) {
        if (columns.size() >= least) {
            return;
        }
        String used = columns.size() == 0 ? "no usable row" : "only one usable row";
        String first = log.first().isEmpty()
                ? ""
                : "; the first problem is in " + place + " "
                        + log.first().getFirst().line() + ": "
                        + log.first().getFirst().what();
        throw new ImportException(name + " holds " + used + " of the layout " + options.vendor() + " among " + rows
                + " rows" + first + "; mend the rows or choose another vendor (" + Vendor.all() + ")");
    }

    private void dropRepeats() {
        int kept = 0;
        int[] rows = new int[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0 && columns.time[i] == columns.time[i - 1]) {
                log.add(
                        columns.line[i],
                        new Fault(
                                Fault.DUPLICATE_TIME,
                                "time " + Instant.ofEpochSecond(columns.time[i]) + " stood in " + place + " "
                                        + columns.line[rows[kept - 1]] + " before"));
            } else {
                rows[kept++] = i;
            }
        }
        keep(rows, kept);
    }

    /**
     * Bars up to an hour long start at one remainder of their length. Longer ones start at one remainder of an hour and may
     * come an hour early, as daylight saving moves midnight, but not earlier.
     */
    private void dropOffGrid(Timeframe timeframe) {
        int cycle = Math.min(timeframe.seconds(), HOUR);
        long remainder = mostFrequentRemainder(cycle);
        int slack = timeframe.seconds() > HOUR ? HOUR : 0;
        int kept = 0;
        int[] rows = new int[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            boolean aligned = columns.time[i] % cycle == remainder;
            boolean apart = kept == 0 || columns.time[i] - columns.time[rows[kept - 1]] >= timeframe.seconds() - slack;
            if (aligned && apart) {
                rows[kept++] = i;
            } else {
                log.add(
                        columns.line[i],
                        new Fault(
                                Fault.OFF_GRID,
                                "time " + Instant.ofEpochSecond(columns.time[i]) + " is not on the grid of " + timeframe
                                        + " bars"));
            }
        }
        keep(rows, kept);
    }

    private void keep(int[] rows, int kept) {
        if (kept < columns.size()) {
            columns.take(Arrays.copyOf(rows, kept));
        }
    }

    private long mostFrequentRemainder(int cycle) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            counts.merge(columns.time[i] % cycle, 1, Integer::sum);
        }
        return mode(counts);
    }

    private Timeframe timeframe() {
        Map<Long, Integer> steps = new TreeMap<>();
        for (int i = 1; i < columns.size(); i++) {
            steps.merge(columns.time[i] - columns.time[i - 1], 1, Integer::sum);
        }
        long step = mode(steps);
        Timeframe given = options.timeframe();
        if (given == null) {
            return Timeframe.ofSeconds(step)
                    .orElseThrow(() -> new ImportException(name + ": its bars are mostly " + step
                            + " seconds apart, which is none of " + Arrays.toString(Timeframe.values())
                            + "; resample them, or give the timeframe if most bars are missing"));
        }
        int share = steps.getOrDefault((long) given.seconds(), 0);
        if (share < MIN_SHARE * (columns.size() - 1)) {
            throw new ImportException(name + ": its bars are mostly " + step + " seconds apart, not " + given
                    + "; leave the timeframe out to have it taken from the file");
        }
        return given;
    }

    /** The key with the highest count; the smallest of several. */
    private static long mode(Map<Long, Integer> counts) {
        long best = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    private ImportReport report(long rows, long outOfOrder) {
        long negativeClose = 0;
        long negativeOpen = 0;
        boolean quoted = columns.prices.length == 8;
        for (int i = 0; i < columns.size(); i++) {
            if (quoted) {
                negativeOpen += columns.prices[4][i] < columns.prices[0][i] ? 1 : 0;
                negativeClose += columns.prices[7][i] < columns.prices[3][i] ? 1 : 0;
            }
        }
        return new ImportReport(
                rows,
                columns.size(),
                log.counts(),
                log.first(),
                outOfOrder,
                negativeClose,
                negativeOpen,
                Instant.ofEpochSecond(columns.time[0]),
                Instant.ofEpochSecond(columns.time[columns.size() - 1]));
    }
}
