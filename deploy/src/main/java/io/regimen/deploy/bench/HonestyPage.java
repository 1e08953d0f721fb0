package io.regimen.deploy.bench;

import io.regimen.activities.selection.Finding.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What {@link HonestyBench} found, as a page for people. */
public final class HonestyPage {
    private HonestyPage() {}

    /**
     * The page in Markdown.
     *
     * @param command what was typed
     */
    public static String of(List<HonestyBench.Row> rows, String command) {
        List<String> out = new ArrayList<>();
        out.add("# Honesty: how often luck passes for skill, and skill for luck");
        out.add("");
        out.add(String.format(
                Locale.ROOT, "Written by `%s`; do not edit. The same command gives the same page.", command));
        out.add("");
        out.add(String.format(
                Locale.ROOT,
                "Each grid has %d ridge cells (two horizons, two feature sets, four penalties) of 135 configurations on a"
                        + " walk of its own: ten years of four-hour bars with GARCH volatility, the last two of them the"
                        + " test part. Training, backtests, choice of leaders, evidence and verdicts are the product's."
                        + " A planted edge is one share of each bar's volatility that the six bars before foretell; its"
                        + " size is given as the annual Sharpe ratio, after costs, of a trader who knows exactly how the"
                        + " walk is made and trades every forecast at a horizon of four bars.",
                HonestyGrid.CELLS));
        out.add("");
        out.add(
                "| walks | knowledge earns a Sharpe ratio of | planted share | cost one way | grids |"
                        + " grids with a PROVEN leader | best Sharpe over 1 (naive rule) | leaders | PROVEN | mean score of leaders |");
        out.add("|---|---|---|---|---|---|---|---|---|---|");
        for (HonestyBench.Row row : rows) {
            out.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.1f bp | %d | %d (%.1f %%) | %d (%.1f %%) | %d | %d | %.2f |",
                    row.name(),
                    row.knowledge() == null ? "-" : String.format(Locale.ROOT, "%.0f", row.knowledge()),
                    row.edge(),
                    row.costBps(),
                    row.grids(),
                    row.proven(),
                    100 * row.provenShare(),
                    row.naive(),
                    100 * row.naiveShare(),
                    row.leaders(),
                    row.provenLeaders(),
                    row.meanScore()));
        }
        out.add("");
        out.add("## What it costs to be careful");
        out.add("");
        out.add("Per condition: the share of leaders that do not meet it, and in brackets the grids that have no PROVEN"
                + " leader but would have one without this condition alone.");
        out.add("");
        out.add("| condition | "
                + String.join(" | ", rows.stream().map(HonestyPage::heading).toList()) + " |");
        out.add("|---|" + "---|".repeat(rows.size()));
        for (Condition condition : Condition.values()) {
            out.add("| " + condition + " | "
                    + String.join(
                            " | ",
                            rows.stream().map(row -> share(row, condition)).toList())
                    + " |");
        }
        out.add("");
        return String.join("\n", out);
    }

    private static String heading(HonestyBench.Row row) {
        return row.knowledge() == null ? row.name() : String.format(Locale.ROOT, "edge %.0f", row.knowledge());
    }

    private static String share(HonestyBench.Row row, Condition condition) {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%d)",
                100.0 * count(row.missing(), condition) / Math.max(1, row.leaders()),
                count(row.alone(), condition));
    }

    private static int count(Map<Condition, Integer> counts, Condition condition) {
        return Objects.requireNonNullElse(counts.get(condition), 0);
    }
}
