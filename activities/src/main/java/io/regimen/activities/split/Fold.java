package io.regimen.activities.split;

import java.util.List;

/**
 * Rows to train on and rows to evaluate on, which cannot overlap: what row t is about spans rows t to t + purge, its
 * outcome included, and no such span of a training row meets one of an evaluated row. So at least {@code purge} rows lie
 * between the two wherever they come next to each other, on either side; where training follows evaluation,
 * {@code embargo} more (López de Prado 2018, sections 7.4.1 and 7.4.2).
 *
 * @param train ascending, apart
 * @param test ascending, apart
 * @param purge rows from a row to the one where its outcome is known: horizon + 1 + latency
 * @param embargo further rows left out after evaluated ones
 */
public record Fold(List<RowRange> train, List<RowRange> test, int purge, int embargo) {
    /** @throws IllegalArgumentException if the two overlap, or a part is empty or out of order */
    public Fold {
        train = List.copyOf(train);
        test = List.copyOf(test);
        if (purge < 0 || embargo < 0) {
            throw new IllegalArgumentException("purge " + purge + " and embargo " + embargo + ": at least 0");
        }
        requireOrder("training", train);
        requireOrder("evaluated", test);
        for (RowRange learnt : train) {
            for (RowRange judged : test) {
                boolean before = (long) learnt.to() + purge <= judged.from();
                boolean after = learnt.from() >= (long) judged.to() + purge + embargo;
                if (!before && !after) {
                    throw new IllegalArgumentException("training rows " + learnt + " overlap evaluated rows " + judged
                            + " with a purge of " + purge + " and an embargo of " + embargo);
                }
            }
        }
    }

    public int trainRows() {
        return train.stream().mapToInt(RowRange::size).sum();
    }

    public int testRows() {
        return test.stream().mapToInt(RowRange::size).sum();
    }

    private static void requireOrder(String what, List<RowRange> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no " + what + " rows");
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).from() < ranges.get(i - 1).to()) {
                throw new IllegalArgumentException(what + " rows " + ranges + " are not in order");
            }
        }
    }
}
