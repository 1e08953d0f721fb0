package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What trading costs, in basis points of price. Trades pay half spread, fee and slippage on the traded amount at the bar
 * of the trade; positions pay funding and swap while they are held. Everything is optional: the default is the quoted
 * spread and nothing else. What equals a default is left out, so that equal costs are equal records.
 *
 * @param spread where the half spread comes from; absent: hour_of_day or constant where their values are given, else bid_ask
 * @param halfSpreadBps half the spread, 0 to 1000; with bid_ask only used where the dataset has no bid and ask, where the
 *     default is {@link #FALLBACK_HALF_SPREAD_BPS}
 * @param halfSpreadByHourBps half the spread by UTC hour, 24 values
 * @param feeBps commission, or the taker's fee where there are two, 0 to 1000
 * @param makerFeeBps the maker's fee, -100 (a rebate) to 1000
 * @param liquidity which fee applies, default taker
 * @param slippageBps further adverse price movement, 0 to 1000
 * @param slippage how slippage grows with volatility or size, default not at all
 * @param noTradeBand a position stays as it is while the one aimed at differs by no more than this, 0 (the default) to 1
 */
public record Costs(
        @Nullable SpreadSource spread,
        @Nullable Double halfSpreadBps,
        @Nullable List<Double> halfSpreadByHourBps,
        double feeBps,
        @Nullable Double makerFeeBps,
        @Nullable Liquidity liquidity,
        double slippageBps,
        @Nullable Slippage slippage,
        @Nullable Funding funding,
        @Nullable Swap swap,
        @Nullable Double noTradeBand,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {
    /** Used for datasets without bid and ask when the request names no spread. */
    public static final double FALLBACK_HALF_SPREAD_BPS = 1.0;

    private static final int HOURS = 24;
    private static final double MAX_BPS = 1000;

    public Costs {
        halfSpreadByHourBps = halfSpreadByHourBps == null
                ? null
                : halfSpreadByHourBps.stream().toList();
        spread = spread == implied(halfSpreadBps, halfSpreadByHourBps) ? null : spread;
        liquidity = liquidity == Liquidity.TAKER ? null : liquidity;
        slippage = Slippage.DEFAULT.equals(slippage) ? null : slippage;
        funding = funding != null && funding.isNone() ? null : funding;
        swap = Swap.NONE.equals(swap) ? null : swap;
        noTradeBand = Objects.equals(noTradeBand, 0.0) ? null : noTradeBand;
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    /** Constant costs of trades, and nothing for holding. */
    public Costs(@Nullable Double halfSpreadBps, double feeBps, double slippageBps) {
        this(null, halfSpreadBps, null, feeBps, null, null, slippageBps, null, null, null, null, Map.of());
    }

    public static Costs defaults() {
        return new Costs(null, 0, 0);
    }

    /** Where the half spread comes from, defaults filled in. */
    public SpreadSource spreadOrDefault() {
        return spread == null ? implied(halfSpreadBps, halfSpreadByHourBps) : spread;
    }

    /** The fee that orders pay, in basis points; negative for a rebate. */
    public double feeApplied() {
        return liquidity == Liquidity.MAKER && makerFeeBps != null ? makerFeeBps : feeBps;
    }

    /** The least change of position that is not made; 0: every change is. */
    public double noTradeBandOrDefault() {
        return noTradeBand == null ? 0 : noTradeBand;
    }

    public Costs with(Slippage newSlippage) {
        return copy(newSlippage, funding, swap, noTradeBand);
    }

    public Costs with(Funding newFunding) {
        return copy(slippage, newFunding, swap, noTradeBand);
    }

    public Costs with(Swap newSwap) {
        return copy(slippage, funding, newSwap, noTradeBand);
    }

    public Costs withNoTradeBand(double band) {
        return copy(slippage, funding, swap, band);
    }

    private Costs copy(
            @Nullable Slippage newSlippage,
            @Nullable Funding newFunding,
            @Nullable Swap newSwap,
            @Nullable Double newBand) {
        return new Costs(
                spread,
                halfSpreadBps,
                halfSpreadByHourBps,
                feeBps,
                makerFeeBps,
                liquidity,
                slippageBps,
                newSlippage,
                newFunding,
                newSwap,
                newBand,
                unknown);
    }

    private static SpreadSource implied(@Nullable Double constant, @Nullable List<Double> byHour) {
        if (byHour != null) {
            return SpreadSource.HOUR_OF_DAY;
        }
        return constant == null ? SpreadSource.BID_ASK : SpreadSource.CONSTANT;
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        CostChecks.unknown("costs", unknown, out);
        bps("costs.half_spread_bps", halfSpreadBps == null ? 0 : halfSpreadBps, out);
        checkSpread(out);
        bps("costs.fee_bps", feeBps, out);
        checkMaker(out);
        bps("costs.slippage_bps", slippageBps, out);
        if (slippage != null) {
            slippage.check(out);
            if (slippage.method() == SlippageMethod.NONE && slippageBps != 0) {
                out.add(new Problem(
                        "costs.slippage_bps",
                        "given, but slippage.method is none",
                        "Use fixed, or leave one of them out"));
            }
        }
        if (funding != null) {
            funding.check(out);
        }
        if (swap != null) {
            swap.check(out);
        }
        CostChecks.within("costs.no_trade_band", noTradeBandOrDefault(), 0, 1, "", out);
        return out;
    }

    private void checkSpread(List<Problem> out) {
        List<Double> byHour = halfSpreadByHourBps;
        if (byHour != null) {
            if (byHour.size() != HOURS) {
                out.add(new Problem(
                        "costs.half_spread_by_hour_bps",
                        byHour.size() + " values",
                        "Give 24, one for each hour of the day in UTC"));
            }
            for (int hour = 0; hour < byHour.size(); hour++) {
                bps("costs.half_spread_by_hour_bps[" + hour + "]", byHour.get(hour), out);
            }
            if (spread != SpreadSource.BID_ASK && halfSpreadBps != null) {
                out.add(new Problem(
                        "costs.spread",
                        "both half_spread_bps and half_spread_by_hour_bps are given",
                        "Leave one of them out"));
            }
        }
        if (spread == SpreadSource.CONSTANT && halfSpreadBps == null) {
            out.add(new Problem("costs.half_spread_bps", "missing", "spread is constant: give its half"));
        }
        if (spread == SpreadSource.HOUR_OF_DAY && byHour == null) {
            out.add(new Problem(
                    "costs.half_spread_by_hour_bps",
                    "missing",
                    "spread is hour_of_day: give 24 values, one per UTC hour"));
        }
    }

    private void checkMaker(List<Problem> out) {
        if (makerFeeBps != null) {
            CostChecks.within("costs.maker_fee_bps", makerFeeBps, -100, MAX_BPS, CostChecks.BASIS_POINTS, out);
        } else if (liquidity == Liquidity.MAKER) {
            out.add(new Problem("costs.maker_fee_bps", "missing", "liquidity is maker: give its fee"));
        }
    }

    private static void bps(String field, double value, List<Problem> out) {
        CostChecks.within(field, value, 0, MAX_BPS, CostChecks.BASIS_POINTS, out);
    }
}
