package io.regimen.deploy.bench;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The last section of the page on regimes: what was measured. */
public final class RegimeBenchPage {
    private static final String HEADING = "## Measured\n";

    private RegimeBenchPage() {}

    /**
     * The page with its last section, or without one, ending in the section anew.
     *
     * @param bars of each market
     * @param seeds markets of each kind
     */
    public static String replaced(
            String page, int bars, int seeds, List<RegimeBench.Row> rows, List<RegimeBench.NullRow> nulls) {
        int at = page.indexOf(HEADING);
        return (at < 0 ? page.stripTrailing() + "\n\n" : page.substring(0, at)) + section(bars, seeds, rows, nulls);
    }

    private static String section(int bars, int seeds, List<RegimeBench.Row> rows, List<RegimeBench.NullRow> nulls) {
        StringJoiner out = new StringJoiner("\n", HEADING + "\n", "\n");
        out.add(String.format(
                Locale.ROOT,
                "Written by `deploy/regimen bench regimes --bars %d --seeds %d --write FILE`: hourly simulated markets of the"
                        + " demonstration's kind,\nwhose regimes are known. *Lowest* is the accuracy of the worst seed, *delay* the median of the"
                        + " bars from the start of a regime until it\nis told, *missed* the share of regimes that never are. The filter knows every"
                        + " parameter of the simulation and sees\ncloses and volumes, not highs and lows: from those, no detector"
                        + " can be expected to tell more.\n",
                bars,
                seeds));
        out.add("| mean length | detector | accuracy | lowest | delay | missed |");
        out.add("|--:|---|--:|--:|--:|--:|");
        for (RegimeBench.Row row : rows) {
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
        out.add("\nShare of bars said to trend where nothing does:\n");
        out.add("| market | regimes | trending |");
        out.add("|---|---|--:|");
        for (RegimeBench.NullRow row : nulls) {
            out.add(String.format(
                    Locale.ROOT, "| %s | %s | %.1f %% |", row.market(), row.regimes(), 100 * row.trending()));
        }
        return out.toString();
    }
}
