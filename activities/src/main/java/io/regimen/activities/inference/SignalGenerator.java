package io.regimen.activities.inference;

import io.regimen.activities.cost.CostCurve;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.PredictionMethod;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the signals of one lookback; ensembles that methods share are worked out once. Signals of bar t use the streams
 * up to row t and outcomes resolved by the close of bar t, nothing else. Not thread-safe.
 *
 * <p>Confidence. Raw score: |mu| / (spread + floor), mu being the ensemble forecast, spread the standard deviation of the
 * members' forecasts, floor {@link #FLOOR} x the root mean square of mu over the last {@code lookback} bars up to t (it
 * only matters where members agree to the last digits). A forecast of 0 has score 0. The rank is the share of the raw
 * scores of bars t-lookback..t-1 that are below that of t, ties counted half.
 *
 * <p>{@code direct_multi} holds for the step h with the greatest (|mu_h| - cost) / sigma_h, the shorter of equals: cost is
 * {@link CostCurve#roundTrip} at t, sigma_h the root mean square error of the equal-weight mean of head h over the last
 * {@code lookback} resolved rows. While the horizon has fewer than {@link EnsembleForecasts#MIN_RESOLVED} of these, it
 * holds for the horizon; a shorter step with fewer is not chosen. Everything else is that of the head of the chosen step.
 *
 * <p>A row that no forecast could be made for has forecast 0 ({@link ForecastStreams}): score 0, and no signal.
 */
public final class SignalGenerator {
    static final double FLOOR = 1e-6;

    private final PreparedStreams streams;
    private final Set<EnsembleMethod> ensembles;
    private final int lookback;
    private final int first;
    private final int end;
    private final int signalsFrom;
    private final @Nullable EnsembleForecasts[] heads;
    private @Nullable EnsembleForecasts recursive;

    // the stream of the method being ranked, by index of the streams
    private final double[] mu;
    private final double[] spread;
    private final int[] holding;

    /**
     * @param ensembles the methods that will be asked for
     * @param from first bar that needs a signal
     * @param to bar after the last
     */
    public SignalGenerator(PreparedStreams streams, Set<EnsembleMethod> ensembles, int lookback, int from, int to) {
        if (from < streams.from() || to > streams.to() || lookback < 1) {
            throw new IllegalArgumentException("signals of [" + from + ", " + to + ") with lookback " + lookback
                    + " from streams of [" + streams.from() + ", " + streams.to() + ")");
        }
        this.streams = streams;
        this.ensembles = EnumSet.copyOf(ensembles);
        this.lookback = lookback;
        this.signalsFrom = from;
        this.end = to - streams.from();
        // one lookback of scores before the first rank, and one of forecasts before the first score's floor
        this.first = Math.max(0, from - streams.from() - 2 * lookback);
        this.heads = new EnsembleForecasts[streams.headCount()];
        this.mu = new double[end];
        this.spread = new double[end];
        this.holding = new int[end];
    }

    public RankedSignals signals(PredictionMethod method, EnsembleMethod ensemble) {
        switch (method) {
            case DIRECT -> follow(streams.head(heads.length - 1), head(heads.length - 1), ensemble);
            case RECURSIVE -> follow(streams.recursive(), recursive(), ensemble);
            case DIRECT_MULTI -> choose(ensemble);
        }
        return rank();
    }

    private void follow(MemberForecasts members, EnsembleForecasts forecasts, EnsembleMethod ensemble) {
        System.arraycopy(forecasts.of(ensemble), first, mu, first, end - first);
        System.arraycopy(members.spread, first, spread, first, end - first);
        Arrays.fill(holding, members.step);
    }

    private void choose(EnsembleMethod ensemble) {
        int last = heads.length - 1;
        double[][] byHead = new double[heads.length][];
        double[][] errors = new double[heads.length][];
        MemberForecasts[] members = new MemberForecasts[heads.length];
        for (int h = 0; h <= last; h++) {
            byHead[h] = head(h).of(ensemble);
            errors[h] = head(h).meanError;
            members[h] = streams.head(h);
        }
        for (int t = first; t < end; t++) {
            int best = last;
            // the longest step resolves last, so the others mostly have enough rows too; one without has no worth
            if (!Double.isNaN(errors[last][t])) {
                double cost = streams.costs().roundTrip(streams.from() + t);
                double most = Double.NEGATIVE_INFINITY;
                for (int h = 0; h <= last; h++) {
                    double worth = (Math.abs(byHead[h][t]) - cost) / Math.max(errors[h][t], Double.MIN_NORMAL);
                    if (worth > most) {
                        most = worth;
                        best = h;
                    }
                }
            }
            mu[t] = byHead[best][t];
            spread[t] = members[best].spread[t];
            holding[t] = members[best].step;
        }
    }

    private RankedSignals rank() {
        RankedSignals out = new RankedSignals(signalsFrom, streams.from() + end);
        RollingSums squares = new RollingSums(lookback, 1, first);
        RollingRank ranks = new RollingRank(lookback);
        double[] square = new double[1];
        int scoresFrom = Math.max(0, signalsFrom - streams.from() - lookback);
        for (int t = first; t < end; t++) {
            square[0] = mu[t] * mu[t];
            squares.push(square);
            if (t < scoresFrom) {
                continue;
            }
            double floor = FLOOR * Math.sqrt(squares.sums()[0] / squares.count());
            double score = mu[t] == 0 ? 0 : Math.abs(mu[t]) / (spread[t] + floor);
            double rank = ranks.rankThenPush(score);
            int bar = streams.from() + t;
            if (bar >= signalsFrom) {
                out.set(bar, mu[t], holding[t], rank);
            }
        }
        return out;
    }

    private EnsembleForecasts head(int head) {
        EnsembleForecasts known = heads[head];
        if (known == null) {
            known = new EnsembleForecasts(streams.head(head), ensembles, lookback, first, end);
            heads[head] = known;
        }
        return known;
    }

    private EnsembleForecasts recursive() {
        if (recursive == null) {
            recursive = new EnsembleForecasts(streams.recursive(), ensembles, lookback, first, end);
        }
        return recursive;
    }
}
