package io.regimen.activities.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinatorialPurgedTest {
    /**
     * Published training rows of 12 rows in 3 groups, 2 of them evaluated. A purge cuts both sides of what is evaluated, an
     * embargo what follows it only: {5, 6, 7} and {0, 1, 2, 3} keep the rows right before it, so that set is the one of an
     * embargo without purge. With both, there can be no more than with the purge alone.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | [8, 9, 10, 11] [4, 5, 6, 7] [0, 1, 2, 3]",
                "1 | 0 | [9, 10, 11] [5, 6] [0, 1, 2]",
                "0 | 1 | [9, 10, 11] [5, 6, 7] [0, 1, 2, 3]",
                "1 | 1 | [10, 11] [6] [0, 1, 2]",
            })
    void split_published(int purge, int embargo, String train) {
        List<Fold> folds = new CombinatorialPurged(3, 2, purge, embargo).split(0, 12);
        List<String> rows =
                folds.stream().map(fold -> rows(fold.train()).toString()).toList();
        assertEquals(train, String.join(" ", rows));
        assertEquals(
                List.of(
                        List.of(new RowRange(0, 8)),
                        List.of(new RowRange(0, 4), new RowRange(8, 12)),
                        List.of(new RowRange(4, 12))),
                folds.stream().map(Fold::test).toList());
    }

    /** Figure 12.1 of the book: 6 groups, 2 evaluated, 15 folds, 5 paths; the first is of folds 1, 1, 2, 3, 4, 5. */
    @Test
    void paths_sixGroupsTwoEvaluated() {
        CombinatorialPurged split = new CombinatorialPurged(6, 2, 0, 0);
        assertEquals(15, split.foldCount());
        assertEquals(5, split.pathCount());
        assertEquals(List.of(0, 1), split.choices().get(0));
        assertEquals(List.of(4, 5), split.choices().get(14));
        assertEquals(
                List.of(
                        List.of(0, 0, 1, 2, 3, 4),
                        List.of(1, 5, 5, 6, 7, 8),
                        List.of(2, 6, 9, 9, 10, 11),
                        List.of(3, 7, 10, 12, 12, 13),
                        List.of(4, 8, 11, 13, 14, 14)),
                split.paths());
    }

    @Test
    void paths_useEachGroupOfEachFoldOnce() {
        for (int groups = 2; groups <= 9; groups++) {
            for (int k = 1; k < groups; k++) {
                CombinatorialPurged split = new CombinatorialPurged(groups, k, 0, 0);
                List<List<Integer>> choices = split.choices();
                assertEquals(split.foldCount(), choices.size());
                assertEquals(choices.size(), Set.copyOf(choices).size());
                assertEquals(split.foldCount() * k, split.pathCount() * groups);
                Set<List<Integer>> used = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
                for (List<Integer> path : split.paths()) {
                    assertEquals(groups, path.size());
                    for (int g = 0; g < groups; g++) {
                        assertTrue(choices.get(path.get(g)).contains(g));
                        assertTrue(used.add(List.of(path.get(g), g)));
                    }
                }
                assertEquals(split.foldCount() * k, used.size());
            }
        }
    }

    /** Nothing overlaps; and what is left out is left out for a reason: one row more on any side cannot be built. */
    @Test
    void split_nothingOverlapsAndNothingIsWasted() {
        SplittableRandom random = new SplittableRandom(2);
        int built = 0;
        int tight = 0;
        for (int run = 0; run < 400; run++) {
            int groups = 2 + random.nextInt(5);
            int purge = random.nextInt(9);
            int embargo = random.nextInt(5);
            int from = random.nextInt(10);
            int to = from + groups + random.nextInt(100);
            CombinatorialPurged split = new CombinatorialPurged(groups, 1 + random.nextInt(groups - 1), purge, embargo);
            List<Fold> folds;
            try {
                folds = split.split(from, to);
            } catch (IllegalArgumentException e) {
                assertTrue(e.toString().contains("nothing to train on"), e.toString());
                continue;
            }
            for (Fold fold : folds) {
                built++;
                FoldTest.assertApart(fold, purge, embargo);
                assertTrue(rows(fold.test()).stream().allMatch(row -> row >= from && row < to));
                assertTrue(fold.test().stream().anyMatch(r -> r.size() >= (to - from) / groups));
                for (int i = 0; i < fold.train().size(); i++) {
                    RowRange range = fold.train().get(i);
                    if (range.from() > from) {
                        refuses(fold, i, new RowRange(range.from() - 1, range.to()));
                        tight++;
                    }
                    if (range.to() < to) {
                        refuses(fold, i, new RowRange(range.from(), range.to() + 1));
                        tight++;
                    }
                }
            }
        }
        assertTrue(built > 1000 && tight > 1000, built + " folds, " + tight + " edges");
    }

    private static void refuses(Fold fold, int range, RowRange wider) {
        List<RowRange> train = new ArrayList<>(fold.train());
        train.set(range, wider);
        assertThrows(IllegalArgumentException.class, () -> new Fold(train, fold.test(), fold.purge(), fold.embargo()));
    }

    @Test
    void groupRows_coverAllRows() {
        assertEquals(
                List.of(new RowRange(5, 8), new RowRange(8, 11), new RowRange(11, 15)),
                new CombinatorialPurged(3, 1, 0, 0).groupRows(5, 15));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0",
        "4, 0, 0, 0",
        "4, 4, 0, 0",
        "4, 2, -1, 0",
        "4, 2, 0, -1",
        "20, 10, 0, 0",
        "1000000, 500000, 0, 0"
    })
    void constructor_refuses(int groups, int testGroups, int purge, int embargo) {
        assertThrows(IllegalArgumentException.class, () -> new CombinatorialPurged(groups, testGroups, purge, embargo));
    }

    @Test
    void split_tooFewRows() {
        assertThrows(IllegalArgumentException.class, () -> new CombinatorialPurged(5, 2, 0, 0).split(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new CombinatorialPurged(3, 2, 4, 0).split(0, 12));
    }

    private static List<Integer> rows(List<RowRange> ranges) {
        return ranges.stream()
                .flatMap(range -> IntStream.range(range.from(), range.to()).boxed())
                .toList();
    }
}
