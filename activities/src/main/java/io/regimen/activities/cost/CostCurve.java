package io.regimen.activities.cost;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;
import io.regimen.workflows.Funding;
import io.regimen.workflows.Slippage;
import io.regimen.workflows.SlippageMethod;
import io.regimen.workflows.SpreadSource;
import io.regimen.workflows.Swap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What trading costs at each bar, as a fraction of the mid price at its open. What is charged at a fill uses nothing that
 * is later than its open: volatility and volume are those of the bars before. Immutable.
 *
 * <p>A change of position by x at the open of bar i costs {@code x * oneWay(i) + impact(i) * x^1.5}. A position p held
 * from the open of bar i to the next one's costs {@code |p| * carry(i, sign of p)}, which may be negative.
 */
public final class CostCurve {
    private static final double BP = 1e-4;
    private static final int HOUR_SECONDS = 3600;
    private static final int HOURS = 24;

    private final double[] oneWay;
    private final double @Nullable [] impact;
    private final double @Nullable [] longCarry;
    private final double @Nullable [] shortCarry;
    private final double noTradeBand;

    private CostCurve(
            double[] oneWay,
            double @Nullable [] impact,
            double @Nullable [] longCarry,
            double @Nullable [] shortCarry,
            double noTradeBand) {
        this.oneWay = oneWay;
        this.impact = impact;
        this.longCarry = longCarry;
        this.shortCarry = shortCarry;
        this.noTradeBand = noTradeBand;
    }

    /**
     * The costs of these bars, funding at the constant rate.
     *
     * @throws IllegalArgumentException if the costs name funding rates that were stored: these are to be handed in
     */
    public static CostCurve of(Bars bars, Costs costs) {
        Funding funding = costs.funding();
        if (funding != null && funding.series() != null) {
            throw new IllegalArgumentException("the costs name stored funding rates " + funding.series());
        }
        return of(bars, costs, funding == null ? FundingSeries.none() : FundingSeries.covering(bars, funding));
    }

    /**
     * The same with the funding rates that were really charged.
     *
     * @param funding replaces the constant rate of the costs
     */
    public static CostCurve of(Bars bars, Costs costs, FundingSeries funding) {
        double[] oneWay = spreads(bars, costs);
        double[] impact = null;
        double always = (costs.feeApplied() + costs.slippageBps()) * BP;
        for (int i = 0; i < oneWay.length; i++) {
            oneWay[i] += always;
        }
        Slippage slippage = costs.slippage();
        if (slippage != null && slippage.method() == SlippageMethod.VOLATILITY) {
            PastActivity past = new PastActivity(bars, slippage.windowBars());
            for (int i = 0; i < oneWay.length; i++) {
                oneWay[i] += slippage.coefficient() * past.volatility(i);
            }
        } else if (slippage != null && slippage.method() == SlippageMethod.SQUARE_ROOT) {
            impact = squareRoot(bars, slippage);
        }
        double[] longCarry = null;
        double[] shortCarry = null;
        Swap swap = costs.swap();
        if (!funding.isEmpty() || swap != null) {
            longCarry = new double[oneWay.length];
            shortCarry = new double[oneWay.length];
            funding.addTo(bars, longCarry, shortCarry);
            if (swap != null) {
                SwapRolls.add(bars, swap.longBpsPerDay() * BP, longCarry);
                SwapRolls.add(bars, swap.shortBpsPerDay() * BP, shortCarry);
            }
        }
        return new CostCurve(oneWay, impact, longCarry, shortCarry, costs.noTradeBandOrDefault());
    }

    /** Cost of changing the position by 1 at the open of a bar: half spread + fee + slippage, without {@link #impact}. */
    public double oneWay(int fill) {
        return oneWay[fill];
    }

    /**
     * The k of the additional cost k x^1.5 of changing the position by x at the open of a bar: the square-root law
     * {@code Y sigma sqrt(Q / V)} per unit of Q (Torre and Ferrari 1997, BARRA Market Impact Model Handbook; Toth et al.
     * 2011, Physical Review X 1, 021006), Q being x times the notional of a full position, sigma and V volatility and mean quote
     * volume of one bar before. 0 without quote volume, and where the costs do not ask for it.
     */
    public double impact(int fill) {
        return impact == null ? 0 : impact[fill];
    }

    /** Whether {@link #impact} is other than 0 anywhere. */
    public boolean hasImpact() {
        return impact != null;
    }

    /**
     * What a position of 1 pays (above 0) or receives (below 0) for being held from the open of this bar to the next one's:
     * funding and swap whose stamps lie in between, that of this open included, that of the next one's not. For the last
     * bar, to the end of its timeframe.
     *
     * @param direction above 0: long; below 0: short; 0: nothing
     */
    public double carry(int bar, int direction) {
        double[] side = direction > 0 ? longCarry : shortCarry;
        return side == null || direction == 0 ? 0 : side[bar];
    }

    /** Whether {@link #carry} is other than 0 anywhere. */
    public boolean hasCarry() {
        return longCarry != null;
    }

    /** A change of position of no more than this is not made: the position stays as it is. 0: every change is made. */
    public double noTradeBand() {
        return noTradeBand;
    }

    /**
     * Twice {@link #oneWay}: what a decision at the close of this bar knows of the costs of entering and leaving to come.
     * Impact, which depends on the size, and carry are not in it.
     */
    public double roundTrip(int bar) {
        return 2 * oneWay[bar];
    }

    private static double[] spreads(Bars bars, Costs costs) {
        double[] out = new double[bars.size()];
        Double constant = costs.halfSpreadBps();
        double otherwise = (constant == null ? Costs.FALLBACK_HALF_SPREAD_BPS : constant) * BP;
        List<Double> byHour = costs.halfSpreadByHourBps();
        SpreadSource source = costs.spreadOrDefault();
        for (int i = 0; i < out.length; i++) {
            out[i] = switch (source) {
                case BID_ASK -> bars.quoted() ? bars.halfSpread(i) / bars.open(i) : otherwise;
                case CONSTANT -> otherwise;
                case HOUR_OF_DAY -> byHour == null ? otherwise : byHour.get(hour(bars.time(i))) * BP;
            };
        }
        return out;
    }

    private static int hour(long second) {
        return (int) Math.floorMod(Math.floorDiv(second, (long) HOUR_SECONDS), (long) HOURS);
    }

    private static double @Nullable [] squareRoot(Bars bars, Slippage slippage) {
        PastActivity past = new PastActivity(bars, slippage.windowBars());
        double[] out = new double[bars.size()];
        boolean any = false;
        for (int i = 0; i < out.length; i++) {
            double volume = past.quoteVolume(i);
            if (volume > 0) {
                out[i] = slippage.coefficient() * past.volatility(i) * Math.sqrt(slippage.notional() / volume);
                any = true;
            }
        }
        return any ? out : null;
    }
}
