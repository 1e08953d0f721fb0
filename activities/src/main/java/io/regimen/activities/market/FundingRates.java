package io.regimen.activities.market;

import io.regimen.workflows.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What holding a perpetual future of one symbol was really charged: rates in time order, at most one an hour. Named by the
 * hash of its content, like a dataset.
 */
public record FundingRates(String symbol, List<Charge> charges) {
    private static final String FORMAT = "funding-1";
    private static final long DAY_SECONDS = 86_400;
    private static final double DAYS_PER_YEAR = 365.25;

    /**
     * One charge: a long position pays the rate, a short one receives it.
     *
     * @param second since 1970 UTC, a whole hour
     * @param rate fraction of the position's value
     */
    public record Charge(long second, double rate) {}

    /** @throws IllegalArgumentException if there are fewer than two charges, or they are not in time order */
    public FundingRates {
        charges = List.copyOf(charges);
        if (charges.size() < 2) {
            throw new IllegalArgumentException("a funding series needs two charges or more");
        }
        for (int i = 1; i < charges.size(); i++) {
            if (charges.get(i).second <= charges.get(i - 1).second) {
                throw new IllegalArgumentException(
                        "funding of " + charges.get(i).second + " is not after the one before");
            }
        }
    }

    /** Lower-case hexadecimal SHA-256 of format, symbol and {@link #text}. */
    public String hash() {
        return Json.sha256Hex((FORMAT + "\n" + symbol + "\n" + text()).getBytes(StandardCharsets.UTF_8));
    }

    /** One line {@code second,rate} per charge; {@link #parse} reads it. */
    public String text() {
        StringBuilder out = new StringBuilder();
        charges.forEach(charge ->
                out.append(charge.second).append(',').append(charge.rate).append('\n'));
        return out.toString();
    }

    /** The charges that {@link #text} wrote. */
    public static FundingRates parse(String symbol, String text) {
        List<Charge> out = new ArrayList<>();
        text.lines().forEach(line -> {
            int comma = line.indexOf(',');
            out.add(new Charge(Long.parseLong(line, 0, comma, 10), Double.parseDouble(line.substring(comma + 1))));
        });
        return new FundingRates(symbol, out);
    }

    public Instant first() {
        return Instant.ofEpochSecond(charges.getFirst().second);
    }

    public Instant last() {
        return Instant.ofEpochSecond(charges.getLast().second);
    }

    /**
     * Whether the charges begin and end so that none is missing at either end of [from, to), in seconds since 1970 UTC, by
     * the time between the first two and the last two.
     */
    public boolean covers(long from, long to) {
        long first = charges.getFirst().second;
        long last = charges.getLast().second;
        long before = charges.get(1).second - first;
        long after = last - charges.get(charges.size() - 2).second;
        return first - before <= from && last + after >= to;
    }

    /** Sum of the rates / years of 365.25 days from the first charge to the last, as a fraction: what a long position paid. */
    public double perYear() {
        double sum = 0;
        for (Charge charge : charges) {
            sum += charge.rate;
        }
        double days = (charges.getLast().second - charges.getFirst().second) / (double) DAY_SECONDS;
        return sum / days * DAYS_PER_YEAR;
    }
}
