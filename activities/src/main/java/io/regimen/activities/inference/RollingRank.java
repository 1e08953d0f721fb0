package io.regimen.activities.inference;

/**
 * Percentile rank of a score among the scores before it. Keeps the window sorted: two binary searches and one short move
 * per score.
 */
final class RollingRank {
    private final double[] sorted;
    private final double[] arrived;
    private int next;
    private int size;

    RollingRank(int length) {
        sorted = new double[length];
        arrived = new double[length];
    }

    /**
     * Share of the window's scores below this one, ties counted half, 0 while the window is empty; then the score enters
     * the window and the oldest leaves it.
     */
    double rankThenPush(double score) {
        int below = firstAtLeast(score);
        double rank = 0;
        if (size > 0) {
            int equal = below < size && sorted[below] == score ? firstAbove(score) - below : 0;
            rank = (below + 0.5 * equal) / size;
        }
        if (size < sorted.length) {
            System.arraycopy(sorted, below, sorted, below + 1, size - below);
            sorted[below] = score;
            size++;
        } else {
            int leaving = firstAtLeast(arrived[next]);
            if (leaving < below) {
                System.arraycopy(sorted, leaving + 1, sorted, leaving, below - 1 - leaving);
                sorted[below - 1] = score;
            } else {
                System.arraycopy(sorted, below, sorted, below + 1, leaving - below);
                sorted[below] = score;
            }
        }
        arrived[next] = score;
        next = next + 1 == arrived.length ? 0 : next + 1;
        return rank;
    }

    private int firstAtLeast(double score) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstAbove(double score) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
