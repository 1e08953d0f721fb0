package io.regimen.activities.market;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What an import found.
 *
 * @param rows rows that are not blank, without header and preamble
 * @param used rows that became bars
 * @param bad rows that were not used, counted by kind
 * @param problems the first of them in order of line, at most 100
 * @param outOfOrder usable rows that stand before an older one; in a file that runs newest first, before a newer one
 * @param negativeSpreads bars used although the ask closes below the bid (a bad quote)
 * @param negativeOpenSpreads bars used although the ask opens below the bid; their spread is taken from the bar before
 * @param first start of the first bar
 * @param last start of the last bar
 */
public record ImportReport(
        long rows,
        long used,
        SortedMap<String, Long> bad,
        List<RowProblem> problems,
        long outOfOrder,
        long negativeSpreads,
        long negativeOpenSpreads,
        Instant first,
        Instant last) {}
