package io.regimen.activities.market;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bad rows: counted by kind, the first ones of the file kept. */
final class RowLog {
    static final int KEPT = 100;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final PriorityQueue<RowProblem> latestFirst =
            new PriorityQueue<>(Comparator.comparingLong(RowProblem::line).reversed());

    void add(long line, Fault fault) {
        counts.merge(fault.kind(), 1L, Long::sum);
        latestFirst.add(new RowProblem(line, fault.what()));
        if (latestFirst.size() > KEPT) {
            latestFirst.poll();
        }
    }

    SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    List<RowProblem> first() {
        return latestFirst.stream()
                .sorted(Comparator.comparingLong(RowProblem::line))
                .toList();
    }
}
