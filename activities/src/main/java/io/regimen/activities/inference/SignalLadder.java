package io.regimen.activities.inference;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The signals that one prediction method, ensemble, look-back and confidence give under ascending thresholds, bar by bar:
 * the direction, how many of the thresholds it passes (its rung), and how long it is held. A signal that passes a
 * threshold passes all lower ones, so one ladder holds the position streams of as many configurations as it has
 * thresholds, and is all that is needed to take their positions again without the model.
 */
public final class SignalLadder {
    /** More thresholds than this are refused. */
    public static final int MAX_RUNGS = 2000;

    /** Bars held at most. */
    public static final int MAX_HOLDING = Short.MAX_VALUE;

    private final int from;
    private final int rungCount;
    private final int horizon;
    /** Direction x thresholds passed; 0 where there is no signal. */
    private final short[] rungs;
    /** Bars held; the horizon where there is no signal. */
    private final short[] holding;

    /** Takes the arrays as they are. */
    SignalLadder(int from, int rungCount, int horizon, short[] rungs, short[] holding) {
        if (rungCount < 1 || rungCount > MAX_RUNGS || horizon < 1 || horizon > MAX_HOLDING) {
            throw new IllegalArgumentException(rungCount + " thresholds, horizon " + horizon);
        }
        this.from = from;
        this.rungCount = rungCount;
        this.horizon = horizon;
        this.rungs = rungs;
        this.holding = holding;
    }

    /**
     * Takes down what was signalled.
     *
     * @param thresholds ascending, each once
     * @param horizon bars that a signal is held where nothing else was chosen
     * @param decides whether a decision is taken at a bar; the others have no signal
     */
    public static SignalLadder of(RankedSignals signals, List<Double> thresholds, int horizon, IntPredicate decides) {
        int size = signals.to() - signals.from();
        short[] rungs = new short[size];
        short[] holding = new short[size];
        Arrays.fill(holding, (short) horizon);
        double[] ascending =
                thresholds.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < size; i++) {
            int bar = signals.from() + i;
            int sign = decides.test(bar) ? signals.sign(bar) : 0;
            if (sign == 0) {
                continue;
            }
            double rank = signals.rank(bar);
            int passed = 0;
            while (passed < ascending.length && rank >= ascending[passed]) {
                passed++;
            }
            rungs[i] = (short) (sign * passed);
            if (passed > 0) {
                holding[i] = (short) signals.holding(bar);
            }
        }
        return new SignalLadder(signals.from(), thresholds.size(), horizon, rungs, holding);
    }

    /**
     * The signals again, ranked so that each passes the thresholds that it passed and no other.
     *
     * @param thresholds those that it was made with
     */
    public RankedSignals signals(List<Double> thresholds) {
        if (thresholds.size() != rungCount) {
            throw new IllegalArgumentException(thresholds.size() + " thresholds for " + rungCount + " rungs");
        }
        double[] direction = new double[rungs.length];
        double[] rank = new double[rungs.length];
        int[] held = new int[rungs.length];
        for (int i = 0; i < rungs.length; i++) {
            int passed = Math.abs(rungs[i]);
            direction[i] = Integer.signum(rungs[i]);
            rank[i] = passed == 0 ? -1 : thresholds.get(passed - 1);
            held[i] = holding[i];
        }
        return new RankedSignals(from, to(), from, direction, held, rank);
    }

    /** Holding times that occur, ascending; the horizon is always among them. */
    public List<Integer> steps() {
        TreeSet<Integer> out = new TreeSet<>();
        out.add(horizon);
        for (short held : holding) {
            out.add((int) held);
        }
        return List.copyOf(out);
    }

    public int from() {
        return from;
    }

    public int to() {
        return from + rungs.length;
    }

    /** Number of thresholds. */
    public int rungCount() {
        return rungCount;
    }

    int horizon() {
        return horizon;
    }

    int rung(int i) {
        return rungs[i];
    }

    int holding(int i) {
        return holding[i];
    }
}
