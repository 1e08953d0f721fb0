package io.regimen.activities.integrity;

import io.regimen.activities.integrity.ComparisonReport.Differences;
import io.regimen.activities.integrity.ComparisonReport.Mismatch;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMismatchException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares two datasets of one market, usually of two vendors: finds the offset between their clocks, and then where their
 * prices disagree. The result depends on the bars alone.
 */
public final class Comparison {
    private static final double BPS = 1e4;

    private final Dataset first;
    private final Dataset second;
    private final OffsetSearch search;

    private Comparison(Dataset first, Dataset second) {
        this.first = first;
        this.second = second;
        boolean firstIsLonger = first.timeframe().seconds() > second.timeframe().seconds();
        search = new OffsetSearch(
                new ClosePrices(firstIsLonger ? first : second),
                new ClosePrices(firstIsLonger ? second : first),
                firstIsLonger);
    }

    /**
     * Compares two datasets.
     *
     * @throws DatasetMismatchException if they are of different markets, or share too little time to tell their offset
     */
    public static ComparisonReport of(Dataset first, Dataset second) {
        requireSameSymbol(first, second);
        return new Comparison(first, second).report();
    }

    static void requireSameSymbol(Dataset first, Dataset second) {
        if (!first.symbol().equals(second.symbol())) {
            throw new DatasetMismatchException("datasets " + first.hash() + " and " + second.hash()
                    + " are of different markets (" + first.symbol() + ", " + second.symbol()
                    + "); choose two of one market");
        }
    }

    private ComparisonReport report() {
        ComparisonReport.Offset offset = search.overall()
                .orElseThrow(() -> new DatasetMismatchException("datasets " + first.hash() + " and " + second.hash()
                        + " have fewer than " + OffsetSearch.LEAST_RETURNS
                        + " returns in common at any offset; choose two that overlap in time"));
        List<OffsetSearch.Span> spans = search.spans();
        ClosePrices longer = search.longer();
        ClosePrices shorter = search.shorter();
        boolean firstIsLonger = search.firstIsLonger();
        List<Mismatch> common = new ArrayList<>();
        List<Double> inSpreads = new ArrayList<>();
        int inTime = 0;
        for (OffsetSearch.Span span : spans) {
            int shift = search.shift(span.offsetSeconds());
            for (int i = span.from(); i < span.to(); i++) {
                long end = longer.end(i) + shift;
                int k = shorter.endingAt(end);
                inTime += end >= shorter.end(0) && end <= shorter.end(shorter.size() - 1) ? 1 : 0;
                if (k >= 0) {
                    int one = firstIsLonger ? i : k;
                    int other = firstIsLonger ? k : i;
                    ClosePrices ofFirst = firstIsLonger ? longer : shorter;
                    ClosePrices ofSecond = firstIsLonger ? shorter : longer;
                    double difference = ofFirst.close(one) - ofSecond.close(other);
                    common.add(new Mismatch(
                            Instant.ofEpochSecond(ofFirst.end(one)),
                            ofFirst.close(one),
                            ofSecond.close(other),
                            BPS * difference / ofSecond.close(other)));
                    double spread = first.quoted() ? ofFirst.spread(one) : ofSecond.spread(other);
                    if (spread > 0) {
                        inSpreads.add(Math.abs(difference) / spread);
                    }
                }
            }
        }
        int onlyLonger = inTime - common.size();
        Integer onlyShorter = first.timeframe() == second.timeframe() ? shorterInTime(spans) - common.size() : null;
        return new ComparisonReport(
                first.hash(),
                second.hash(),
                first.symbol(),
                first.timeframe(),
                second.timeframe(),
                offset,
                spans.stream().map(search::period).toList(),
                common.size(),
                firstIsLonger ? Integer.valueOf(onlyLonger) : onlyShorter,
                firstIsLonger ? onlyShorter : Integer.valueOf(onlyLonger),
                common.isEmpty() ? null : differences(common, inSpreads),
                Integrity.largest(common, Comparator.comparingDouble(m -> Math.abs(m.bps()))));
    }

    /** Closes of the shorter bars between the first and the last close of the longer. */
    private int shorterInTime(List<OffsetSearch.Span> spans) {
        ClosePrices longer = search.longer();
        long from = longer.end(0) + search.shift(spans.getFirst().offsetSeconds());
        long to = longer.end(longer.size() - 1) + search.shift(spans.getLast().offsetSeconds());
        int count = 0;
        for (int k = 0; k < search.shorter().size(); k++) {
            long end = search.shorter().end(k);
            count += end >= from && end <= to ? 1 : 0;
        }
        return count;
    }

    private static Differences differences(List<Mismatch> common, List<Double> inSpreads) {
        double[] bps = common.stream().mapToDouble(m -> Math.abs(m.bps())).toArray();
        double[] spreads = inSpreads.stream().mapToDouble(Double::doubleValue).toArray();
        boolean quoted = spreads.length > 0;
        return new Differences(
                Median.of(bps),
                Median.quantile(bps, 0.99),
                quoted ? Median.of(spreads) : null,
                quoted ? Median.quantile(spreads, 0.99) : null);
    }
}
