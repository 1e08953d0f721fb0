package io.regimen.deploy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The last section of the page on regimes: what was measured. */
public final class RegimeBenchPage {
    private static final String HEADING = "## Measured\n";
    private static final double ASKED_FOR = 0.85;

    private RegimeBenchPage() {}

    /**
     * What a page says of a bench.
     *
     * @param bars of each market
     * @param seeds markets of each kind
     * @param warmUp bars at the beginning of each on which nothing is judged
     */
    public record Results(
            int bars,
            int seeds,
            int warmUp,
            List<RegimeBench.Row> rows,
            List<RegimeBench.NullRow> nulls,
            List<RegimeBench.TimeRow> times) {
        public Results {
            rows = List.copyOf(rows);
            nulls = List.copyOf(nulls);
            times = List.copyOf(times);
        }
    }

    /** The page with its last section, or without one, ending in the section anew. */
    public static String replaced(String page, Results results) {
        int at = page.indexOf(HEADING);
        return (at < 0 ? page.stripTrailing() + "\n\n" : page.substring(0, at)) + section(results);
    }

    private static String section(Results results) {
        StringJoiner out = new StringJoiner("\n", HEADING + "\n", "\n");
        out.add(String.format(
                Locale.ROOT,
                "Written by `deploy/regimen bench regimes --bars %d --seeds %d --write FILE`: hourly simulated markets of the"
                        + " demonstration's kind,\nwhose regimes are known. *Lowest* is the accuracy of the worst seed, *delay* the median of the"
                        + " bars from the start of a regime until it\nis told, *missed* the share of regimes that never are. The filter knows every"
                        + " parameter of the simulation and sees\ncloses and volumes, not highs and lows: from those, no detector"
                        + " can be expected to tell more. The first %d bars\nof each market, which the detectors are first fitted on, count"
                        + " for none. `regimes example` prints the sets `markov` and `jump`.\n",
                results.bars(),
                results.seeds(),
                results.warmUp()));
        out.add("| mean length | detector | accuracy | lowest | delay | missed |");
        out.add("|--:|---|--:|--:|--:|--:|");
        for (RegimeBench.Row row : results.rows()) {
            Double delay = row.delay();
            out.add(String.format(
                    Locale.ROOT,
                    "| %d | %s | %.1f %% | %.1f %% | %s | %.1f %% |",
                    row.meanDwell(),
                    row.detector(),
                    100 * row.accuracy(),
                    100 * row.lowest(),
                    delay == null ? "-" : String.format(Locale.ROOT, "%.0f", delay),
                    100 * row.missed()));
        }
        out.add("\n" + reached(results.rows()));
        out.add("\nShare of bars said to trend where nothing does:\n");
        out.add("| market | regimes | trending |");
        out.add("|---|---|--:|");
        for (RegimeBench.NullRow row : results.nulls()) {
            out.add(String.format(
                    Locale.ROOT, "| %s | %s | %.1f %% |", row.market(), row.regimes(), 100 * row.trending()));
        }
        out.add(String.format(Locale.ROOT, "\nProcessor time of the tester on %,d bars:\n", RegimeBench.TIMED_BARS));
        out.add("| regimes | milliseconds |");
        out.add("|---|--:|");
        for (RegimeBench.TimeRow row : results.times()) {
            out.add(String.format(Locale.ROOT, "| %s | %.0f |", row.detector(), row.milliseconds()));
        }
        return out.toString();
    }

    /** At which length each detector, in its best case, tells what the specification asks for. */
    private static String reached(List<RegimeBench.Row> rows) {
        StringJoiner out = new StringJoiner("; ", "The specification asks for 85 %. It is reached by: ", ".");
        List<String> never = new ArrayList<>();
        for (String detector :
                rows.stream().map(RegimeBench.Row::detector).distinct().toList()) {
            String lengths = rows.stream()
                    .filter(row -> row.detector().equals(detector) && row.accuracy() >= ASKED_FOR)
                    .map(row -> String.valueOf(row.meanDwell()))
                    .collect(Collectors.joining(" and "));
            if (lengths.isEmpty()) {
                never.add(detector);
            } else {
                out.add(detector + ", where regimes last " + lengths + " bars");
            }
        }
        out.setEmptyValue("The specification asks for 85 %. It is reached by no detector.");
        String nobody = rows.stream()
                .map(RegimeBench.Row::meanDwell)
                .distinct()
                .filter(dwell ->
                        rows.stream().noneMatch(row -> row.meanDwell() == dwell && row.accuracy() >= ASKED_FOR))
                .map(String::valueOf)
                .collect(Collectors.joining(" and "));
        return out
                + (never.isEmpty() ? "" : "\nAt none of these lengths by: " + String.join(", ", never) + ".")
                + (nobody.isEmpty() ? "" : "\nWhere regimes last " + nobody + " bars, nobody reaches it.");
    }
}
