package io.regimen.activities.inference;

import io.regimen.activities.cost.CostCurve;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the signals of one lookback; ensembles that methods share are worked out once. Signals of bar t use the streams
 * up to row t and outcomes resolved by the close of bar t, nothing else. {@link #prepare} on one thread, its work on any, then
 * {@link #signals} on any.
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
 * <p>That is {@link ConfidenceMethod#RANK}. {@link ConfidenceMethod#BLEND}, the mix of seed 002: the rank, as above, of
 * 0.4 x the percentile rank of |mu| in the {@code lookback} bars before + 0.4 x the share of these bars whose forecasts
 * have the direction of mu + 0.2 x (1 - the percentile rank of the market's volatility), volatility being the root mean
 * square of the last {@link PreparedStreams#VOLATILITY_BARS} close-to-close log returns; 0 where mu is 0.
 *
 * <p>{@link ConfidenceMethod#PROBABILITY}: {@code Phi(|mu| b / s)}, the probability that the outcome has the direction of
 * mu if it is normal around b mu: b is the slope, at least 0, of the regression through 0 of outcomes on the equal-weight
 * mean forecast of the head followed, s the standard deviation that it leaves, over the last {@code lookback} resolved
 * rows. 0.5 while these are fewer than {@link EnsembleForecasts#MIN_RESOLVED}.
 *
 * <p>A row that no forecast could be made for has forecast 0 ({@link ForecastStreams}): score 0, and no signal.
 */
public final class SignalGenerator {
    static final double FLOOR = 1e-6;

    private final PreparedStreams streams;
    private final Set<EnsembleMethod> ensembles;
    private final boolean calibrate;
    private final int lookback;
    private final int first;
    private final int end;
    private final int signalsFrom;
    private final Arithmetic arithmetic;
    private final @Nullable EnsembleForecasts[] heads;
    private @Nullable EnsembleForecasts recursive;

    /**
     * @param ensembles the methods that will be asked for
     * @param confidences likewise
     * @param from first bar that needs a signal
     * @param to bar after the last
     */
    public SignalGenerator(
            PreparedStreams streams,
            Set<EnsembleMethod> ensembles,
            Set<ConfidenceMethod> confidences,
            int lookback,
            int from,
            int to,
            Arithmetic arithmetic) {
        if (from < streams.from() || to > streams.to() || lookback < 1) {
            throw new IllegalArgumentException("signals of [" + from + ", " + to + ") with lookback " + lookback
                    + " from streams of [" + streams.from() + ", " + streams.to() + ")");
        }
        this.streams = streams;
        this.ensembles = EnumSet.copyOf(ensembles);
        this.calibrate = confidences.contains(ConfidenceMethod.PROBABILITY);
        this.lookback = lookback;
        this.arithmetic = arithmetic;
        this.signalsFrom = from;
        this.end = to - streams.from();
        // one lookback of scores before the first rank, and one of forecasts before the first score's floor
        this.first = Math.max(0, from - streams.from() - 2 * lookback);
        this.heads = new EnsembleForecasts[streams.headCount()];
    }

    /** The signals of one configuration for bars [from, to). */
    public static RankedSignals signals(PreparedStreams streams, InferenceConfig config, int from, int to) {
        SignalGenerator generator = new SignalGenerator(
                streams,
                EnumSet.of(config.ensembleMethod()),
                EnumSet.of(config.confidenceMethod()),
                config.lookbackWindow(),
                from,
                to,
                Arithmetic.best());
        generator.prepare(config.predictionMethod()).forEach(Runnable::run);
        return generator.signals(config.predictionMethod(), config.ensembleMethod(), config.confidenceMethod());
    }

    /** What has to be done before {@link #signals} of a method: independent pieces of work, none of them twice. */
    public List<Runnable> prepare(PredictionMethod method) {
        List<Runnable> out = new ArrayList<>();
        int last = heads.length - 1;
        switch (method) {
            case DIRECT -> head(last, out);
            case DIRECT_MULTI -> {
                for (int h = 0; h <= last; h++) {
                    head(h, out);
                }
            }
            case RECURSIVE -> {
                if (recursive == null) {
                    recursive = ensembles(streams.recursive(), out);
                }
            }
        }
        return out;
    }

    /** Holding times that signals of a method may have, in bars. */
    public List<Integer> steps(PredictionMethod method) {
        return method == PredictionMethod.DIRECT_MULTI
                ? streams.heads().steps()
                : List.of(streams.heads().horizon());
    }

    /**
     * The signals of one method and ensemble, with one confidence.
     *
     * @throws IllegalStateException if the method was not prepared
     */
    public RankedSignals signals(PredictionMethod method, EnsembleMethod ensemble, ConfidenceMethod confidence) {
        SignalLanes lanes = SignalLanes.of(arithmetic, streams.members());
        int last = heads.length - 1;
        return switch (method) {
            case DIRECT -> follow(lanes, streams.head(last), prepared(heads[last]), ensemble, confidence);
            case RECURSIVE -> follow(lanes, streams.recursive(), prepared(recursive), ensemble, confidence);
            case DIRECT_MULTI -> choose(lanes, ensemble, confidence);
        };
    }

    private RankedSignals follow(
            SignalLanes lanes,
            MemberForecasts members,
            EnsembleForecasts forecasts,
            EnsembleMethod ensemble,
            ConfidenceMethod confidence) {
        int[] holding = new int[end];
        Arrays.fill(holding, members.step);
        double[] mu = forecasts.of(ensemble);
        double[] sure = switch (confidence) {
            case RANK -> ranks(lanes, scores(mu, members.spread));
            case BLEND -> ranks(lanes, blend(lanes, mu));
            case PROBABILITY -> {
                double[] out = new double[end];
                for (int t = signalsFrom - streams.from(); t < end; t++) {
                    out[t] = Confidence.probability(mu[t], forecasts.slopeOverError[t]);
                }
                yield out;
            }
        };
        return signals(mu, holding, sure);
    }

    private RankedSignals choose(SignalLanes lanes, EnsembleMethod ensemble, ConfidenceMethod confidence) {
        SignalLanes.Choices choices = new SignalLanes.Choices(heads.length);
        for (int h = 0; h < heads.length; h++) {
            EnsembleForecasts head = prepared(heads[h]);
            choices.forecast[h] = head.of(ensemble);
            choices.error[h] = head.meanError;
            choices.spread[h] = streams.head(h).spread;
            choices.step[h] = streams.head(h).step;
        }
        SignalLanes.Chosen chosen = new SignalLanes.Chosen(end);
        lanes.choose(choices, streams.roundTrips(), first, end, chosen);
        double[] mu = chosen.forecast;
        double[] sure = switch (confidence) {
            case RANK -> ranks(lanes, scores(mu, chosen.spread));
            case BLEND -> ranks(lanes, blend(lanes, mu));
            case PROBABILITY -> {
                double[] out = new double[end];
                for (int t = signalsFrom - streams.from(); t < end; t++) {
                    int head = Arrays.binarySearch(choices.step, chosen.holding[t]);
                    out[t] = Confidence.probability(mu[t], prepared(heads[head]).slopeOverError[t]);
                }
                yield out;
            }
        };
        return signals(mu, chosen.holding, sure);
    }

    private double[] blend(SignalLanes lanes, double[] mu) {
        return Confidence.blend(lanes, mu, streams.volatility(), lookback, first, scoresFrom(), end);
    }

    private double[] ranks(SignalLanes lanes, double[] scores) {
        double[] ranks = new double[end];
        lanes.rank(scores, scoresFrom(), end, lookback, ranks);
        return ranks;
    }

    private int scoresFrom() {
        return Math.max(0, signalsFrom - streams.from() - lookback);
    }

    private RankedSignals signals(double[] mu, int[] holding, double[] confidence) {
        return new RankedSignals(signalsFrom, streams.from() + end, streams.from(), mu, holding, confidence);
    }

    /** Raw scores of [first, end). */
    private double[] scores(double[] mu, double[] spread) {
        WindowSums squares = new WindowSums(lookback, 1);
        double[] row = squares.row[0];
        double[] sum = squares.sum[0];
        double[] scores = new double[end];
        for (int block = first / lookback * lookback; block < end; block += lookback) {
            int start = Math.max(0, first - block);
            int stop = Math.min(lookback, end - block);
            for (int i = start; i < stop; i++) {
                row[i] = mu[block + i] * mu[block + i];
            }
            squares.advance(start, stop);
            for (int i = start; i < stop; i++) {
                int count = Math.min(block + i - first + 1, lookback);
                scores[block + i] = FLOOR * Math.sqrt(sum[i] / count);
            }
        }
        for (int t = first; t < end; t++) {
            // where both are 0, so is mu
            scores[t] = Math.abs(mu[t]) / Math.max(spread[t] + scores[t], Double.MIN_VALUE);
        }
        return scores;
    }

    private void head(int head, List<Runnable> work) {
        if (heads[head] == null) {
            heads[head] = ensembles(streams.head(head), work);
        }
    }

    private EnsembleForecasts ensembles(MemberForecasts of, List<Runnable> work) {
        EnsembleForecasts out = new EnsembleForecasts(of, ensembles, calibrate, lookback, first, end, arithmetic);
        work.add(out::work);
        return out;
    }

    private static EnsembleForecasts prepared(@Nullable EnsembleForecasts forecasts) {
        if (forecasts == null) {
            throw new IllegalStateException("signals of a method that was not prepared");
        }
        return forecasts;
    }
}
