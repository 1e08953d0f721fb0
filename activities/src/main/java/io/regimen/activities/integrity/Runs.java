package io.regimen.activities.integrity;

import io.regimen.activities.integrity.IntegrityReport.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects runs of bars, given in order. */
final class Runs {
    private final RealBars bars;
    private final int least;
    private final List<Run> found = new ArrayList<>();
    private int from = -1;
    private int length;
    private int inRuns;

    /** Runs of at least so many bars. */
    Runs(RealBars bars, int least) {
        this.bars = bars;
        this.least = least;
    }

    /** Whether bar i belongs to a run by itself. */
    void add(int i, boolean belongs) {
        if (!belongs) {
            finish();
        } else if (length++ == 0) {
            from = i;
        }
    }

    /** Whether bar i is like the one before; the bar before then belongs to the run too. */
    void addPair(int i, boolean alike) {
        if (!alike) {
            finish();
            from = i;
        }
        length++;
    }

    /** Ends the run that is open. */
    void finish() {
        if (length >= least) {
            found.add(new Run(bars.at(from), bars.at(from + length - 1), length));
            inRuns += length;
        }
        length = 0;
    }

    int count() {
        return found.size();
    }

    /** Bars in all runs. */
    int bars() {
        return inRuns;
    }

    List<Run> longest() {
        return Integrity.largest(found, Comparator.comparingInt(Run::bars));
    }
}
