package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.RegimeDetector;
import io.regimen.workflows.regime.RegimeDetector.HiddenMarkov;
import io.regimen.workflows.regime.RegimeDetector.JumpModel;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fits a detector at fixed bars on the bars before them and has it tell every bar until the next fit. A fit sees the bars
 * [f - train, f) and is used for [f, f + refit), after it has been led through its own bars again; it does not depend on fits
 * before it. So the state at bar t depends on bars up to t alone, and on no more of them than look-back, train and refit say.
 */
final class DetectorWalk {
    /** Known bars that a fit needs for each of its states. */
    private static final int BARS_PER_STATE = 10;

    private final Bars bars;
    private final RegimeDetector detector;
    private final int states;
    private final Observations observations;
    private int fits;

    DetectorWalk(Bars bars, RegimeDetector detector, int states) {
        this.bars = bars;
        this.detector = detector;
        this.states = states;
        this.observations = new Observations(new Measures(bars), detector.features());
    }

    /** The number of the regime of every bar; {@code states} before the first fit, and where too little was known for one. */
    byte[] run() {
        byte[] out = new byte[bars.size()];
        int first = detector.lookBack(bars.timeframe().seconds());
        Arrays.fill(out, (byte) states);
        for (int fit = first; fit < out.length; fit += detector.refit()) {
            int from = fit - detector.train();
            if (observations.known(from, fit) >= BARS_PER_STATE * states) {
                tell(from, fit, Math.min(out.length, fit + detector.refit()), out);
                fits++;
            }
        }
        return out;
    }

    /** Fits made by {@link #run}. */
    int fits() {
        return fits;
    }

    private void tell(int from, int fit, int to, byte[] out) {
        Observations.Scale scale = observations.scale(from, fit);
        double[][] rows = new double[fit - from][];
        double[] returns = new double[rows.length];
        for (int t = from; t < fit; t++) {
            rows[t - from] = scale.row(t);
            returns[t - from] = t == 0 ? 0 : Math.log(bars.close(t) / bars.close(t - 1));
        }
        StateModel model = model(rows);
        byte[] regimes = StateOrder.of(detector.order(), model, states, returns);
        StateModel.Tracker tracker = model.tracker();
        for (double[] row : rows) {
            tracker.next(row);
        }
        for (int t = fit; t < to; t++) {
            out[t] = regimes[tracker.next(scale.row(t))];
        }
    }

    private StateModel model(double[][] rows) {
        SplittableRandom random = new SplittableRandom(detector.seed());
        return switch (detector.model()) {
            case HiddenMarkov markov -> MarkovFit.of(rows, states, random);
            case JumpModel jump -> JumpFit.of(rows, states, jump.penalty(), random);
        };
    }
}
