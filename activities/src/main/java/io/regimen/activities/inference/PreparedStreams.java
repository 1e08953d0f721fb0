package io.regimen.activities.inference;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.label.Reach;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecast streams with their outcomes and costs, worked out once for all inference configurations. Row i of the
 * features is bar i. Not thread-safe.
 */
public final class PreparedStreams {
    /** Returns behind the volatility of a bar. */
    static final int VOLATILITY_BARS = 20;

    private final ForecastStreams streams;
    private final Bars bars;
    /** Round trips by row of the streams. */
    private final double[] roundTrips;

    private final int latency;
    private final double[] logOpen;
    private final Reach reach;
    private final @Nullable MemberForecasts[] heads;
    private @Nullable MemberForecasts recursive;

    /**
     * @param latency bars between decision and fill beyond the next open
     * @throws IllegalArgumentException if a row has no bar or a bar no positive open
     */
    public PreparedStreams(ForecastStreams streams, Bars bars, CostCurve costs, int latency) {
        if (streams.to() > bars.size()) {
            throw new IllegalArgumentException("forecasts to row " + streams.to() + " for " + bars.size() + " bars");
        }
        this.streams = streams;
        this.bars = bars;
        this.roundTrips = new double[streams.to() - streams.from()];
        for (int i = 0; i < roundTrips.length; i++) {
            roundTrips[i] = costs.roundTrip(streams.from() + i);
        }
        this.latency = latency;
        this.reach = Reach.of(bars);
        this.heads = new MemberForecasts[streams.heads().size()];
        this.logOpen = new double[streams.to()];
        for (int i = streams.from(); i < logOpen.length; i++) {
            if (!(bars.open(i) > 0)) {
                throw new IllegalArgumentException("bar " + i + " opens at " + bars.open(i));
            }
            logOpen[i] = StrictMath.log(bars.open(i));
        }
    }

    MemberForecasts head(int head) {
        MemberForecasts known = heads[head];
        if (known == null) {
            List<Vector> members = streams.direct().get(head);
            if (members == null) {
                throw new IllegalArgumentException("the streams lack head " + head);
            }
            known = prepare(members, streams.heads().step(head));
            heads[head] = known;
        }
        return known;
    }

    MemberForecasts recursive() {
        if (recursive == null) {
            if (streams.recursive().isEmpty()) {
                throw new IllegalArgumentException("the streams lack recursive forecasts");
            }
            recursive = prepare(streams.recursive(), streams.heads().horizon());
        }
        return recursive;
    }

    private MemberForecasts prepare(List<Vector> members, int step) {
        return new MemberForecasts(members, step, latency, logOpen, reach, streams.from());
    }

    int headCount() {
        return heads.length;
    }

    int from() {
        return streams.from();
    }

    int to() {
        return streams.to();
    }

    /** {@link CostCurve#roundTrip} by row of the streams; not to be written to. */
    double[] roundTrips() {
        return roundTrips;
    }

    /**
     * Root mean square of the last {@link #VOLATILITY_BARS} log returns from close to close, or as many as there are since
     * the first bar, by row of the streams.
     */
    double[] volatility() {
        int from = Math.max(1, streams.from() - VOLATILITY_BARS + 1);
        double[] squares = new double[streams.to()];
        for (int i = from; i < squares.length; i++) {
            double move = StrictMath.log(bars.close(i) / bars.close(i - 1));
            squares[i] = move * move;
        }
        double[] out = new double[streams.to() - streams.from()];
        for (int t = 0; t < out.length; t++) {
            int bar = streams.from() + t;
            int start = Math.max(1, bar - VOLATILITY_BARS + 1);
            double sum = 0;
            for (int i = start; i <= bar; i++) {
                sum += squares[i];
            }
            out[t] = bar == 0 ? 0 : Math.sqrt(sum / (bar - start + 1));
        }
        return out;
    }

    Heads heads() {
        return streams.heads();
    }

    int members() {
        return streams.members();
    }
}
