package io.regimen.activities.cost;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.FundingRates;
import io.regimen.workflows.Funding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Funding rates by stamp, in time order. A long position pays the rate, a short one receives it.
 *
 * @param stamps may be late by some milliseconds or seconds, as exchanges' are: each belongs to the bar it falls in
 */
public record FundingSeries(List<Stamp> stamps) {
    private static final double BP = 1e-4;
    private static final long HOUR_SECONDS = 3600;
    private static final long SECOND_MILLIS = 1000;

    /**
     * One charge.
     *
     * @param millis time since 1970 UTC
     * @param rate fraction of the position's value
     */
    public record Stamp(long millis, double rate) {}

    /** @throws IllegalArgumentException if the stamps are not in time order */
    public FundingSeries {
        stamps = List.copyOf(stamps);
        for (int i = 1; i < stamps.size(); i++) {
            if (stamps.get(i).millis <= stamps.get(i - 1).millis) {
                throw new IllegalArgumentException(
                        "funding stamp " + stamps.get(i).millis + " is not after the one before");
            }
        }
    }

    /** Charges as an exchange reported them. */
    public static FundingSeries of(FundingRates rates) {
        return new FundingSeries(rates.charges().stream()
                .map(charge -> new Stamp(charge.second() * SECOND_MILLIS, charge.rate()))
                .toList());
    }

    public static FundingSeries none() {
        return new FundingSeries(List.of());
    }

    /** A constant rate at every whole interval since midnight UTC over the time of the bars. */
    static FundingSeries covering(Bars bars, Funding funding) {
        if (bars.size() == 0) {
            return none();
        }
        long interval = funding.intervalHours() * HOUR_SECONDS;
        long end = end(bars, bars.size() - 1);
        List<Stamp> out = new ArrayList<>();
        for (long at = Math.ceilDiv(bars.time(0), interval) * interval; at < end; at += interval) {
            out.add(new Stamp(at * SECOND_MILLIS, funding.rateBps() * BP));
        }
        return new FundingSeries(Collections.unmodifiableList(out));
    }

    boolean isEmpty() {
        return stamps.isEmpty();
    }

    /** Charges each stamp to the last bar that starts at or before it, for one is held through a gap. */
    void addTo(Bars bars, double[] longCarry, double[] shortCarry) {
        int bar = 0;
        for (Stamp stamp : stamps) {
            long second = Math.floorDiv(stamp.millis, SECOND_MILLIS);
            while (bar < bars.size() && end(bars, bar) <= second) {
                bar++;
            }
            if (bar == bars.size()) {
                return;
            }
            if (bars.time(bar) <= second) {
                longCarry[bar] += stamp.rate;
                shortCarry[bar] -= stamp.rate;
            }
        }
    }

    /** Until when a position entered at the open of a bar is held: the next open, or the end of the last bar. */
    static long end(Bars bars, int bar) {
        return bar + 1 < bars.size()
                ? bars.time(bar + 1)
                : bars.time(bar) + bars.timeframe().seconds();
    }
}
