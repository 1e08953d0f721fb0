package io.regimen.workflows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Costs on one line for a person; the hash of an evaluation tells equal costs from different ones. */
public final class CostSummary {
    private CostSummary() {}

    /** Where the spread comes from, then whatever else is charged, in basis points (bp); what costs nothing is left out. */
    public static String of(Costs costs) {
        List<String> parts = new ArrayList<>();
        parts.add(spread(costs));
        if (costs.feeApplied() != 0) {
            parts.add((costs.liquidity() == Liquidity.MAKER ? "maker fee " : "fee ") + bp(costs.feeApplied()));
        }
        if (costs.slippageBps() != 0) {
            parts.add("slippage " + bp(costs.slippageBps()));
        }
        if (costs.slippage() != null) {
            impact(costs.slippage(), parts);
        }
        Funding funding = costs.funding();
        if (funding != null) {
            parts.add(
                    funding.rateBps() == 0
                            ? "funding"
                            : "funding " + bp(funding.rateBps()) + " per " + funding.intervalHours() + " h");
        }
        Swap swap = costs.swap();
        if (swap != null) {
            parts.add("swap " + plain(swap.longBpsPerDay()) + " long, " + plain(swap.shortBpsPerDay())
                    + " short bp per day");
        }
        if (costs.noTradeBandOrDefault() != 0) {
            parts.add("no-trade band " + plain(costs.noTradeBandOrDefault()));
        }
        return String.join("; ", parts);
    }

    private static String spread(Costs costs) {
        Double constant = costs.halfSpreadBps();
        List<Double> byHour = costs.halfSpreadByHourBps();
        return switch (costs.spreadOrDefault()) {
            case BID_ASK -> "spread bid/ask" + (constant == null ? "" : ", else half " + bp(constant));
            case CONSTANT -> "half spread " + (constant == null ? "missing" : bp(constant));
            case HOUR_OF_DAY ->
                "half spread by hour"
                        + (byHour == null || byHour.isEmpty()
                                ? " missing"
                                : " "
                                        + plain(byHour.stream()
                                                .min(Double::compare)
                                                .orElseThrow()) + " to "
                                        + bp(byHour.stream()
                                                .max(Double::compare)
                                                .orElseThrow()));
        };
    }

    private static void impact(Slippage slippage, List<String> parts) {
        switch (slippage.method()) {
            case NONE, FIXED -> {}
            case VOLATILITY -> parts.add("slippage " + plain(slippage.coefficient()) + " x volatility");
            case SQUARE_ROOT ->
                parts.add("impact " + plain(slippage.coefficient()) + " x square root of " + plain(slippage.notional())
                        + " in volume");
        }
    }

    private static String bp(double value) {
        return plain(value) + " bp";
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
