package io.regimen.deploy.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.selection.Finding;
import io.regimen.activities.selection.Finding.Condition;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How often the product is fooled, and how often it finds what is there: grids on walks without an edge, and grids on walks
 * with planted edges. Every number follows from the seed.
 */
public final class HonestyBench {
    /** Ten years and the warm-up of features, so that the test part has two years. */
    private static final int BARS = (int) (10 * PlantedWalk.BARS_PER_YEAR) + 300;

    private static final double COST_BPS = 0.5;
    private static final double NAIVE_SHARPE = 1;
    /** Bars from which the size of an edge is worked out: its error is a tenth of a Sharpe ratio. */
    private static final int CALIBRATION_BARS = 160_000;

    private static final double GREATEST_EDGE = 0.5;
    private static final int BISECTIONS = 9;

    private final Progress progress;
    private final int walks;
    private final int planted;
    private final int threads;
    private final long seed;
    private final EvidenceRules rules;

    /**
     * @param walks grids without an edge
     * @param planted grids at each size of edge
     */
    public HonestyBench(Progress progress, int walks, int planted, int threads, long seed, EvidenceRules rules) {
        this.progress = progress;
        this.walks = walks;
        this.planted = planted;
        this.threads = threads;
        this.seed = seed;
        this.rules = rules;
    }

    /**
     * What became of the grids of one kind.
     *
     * @param knowledge annual Sharpe ratio, after costs, of one who knows how the walks are made; null where nothing is there
     * @param edge share of a bar's volatility that was planted
     * @param costBps one way, in basis points
     * @param proven grids with at least one PROVEN leader
     * @param naive grids whose best Sharpe ratio on test is over 1
     * @param leaders of all grids
     * @param provenLeaders of all grids
     * @param meanScore mean Sharpe ratio of the leaders inside their regimes, on test
     * @param missing by condition: leaders that do not meet it
     * @param alone by condition: grids that would have a PROVEN leader without it, and have none
     */
    public record Row(
            String name,
            @Nullable Double knowledge,
            double edge,
            double costBps,
            int grids,
            int proven,
            int naive,
            int leaders,
            int provenLeaders,
            double meanScore,
            Map<Condition, Integer> missing,
            Map<Condition, Integer> alone) {
        // asked for by the table, which knows properties
        @JsonProperty
        public double provenShare() {
            return (double) proven / grids;
        }

        @JsonProperty
        public double naiveShare() {
            return (double) naive / grids;
        }
    }

    /**
     * One row per kind of walk: no edge, then the edges in their order. Where there is no edge there are no costs either:
     * with them everyone loses, which makes luck easy to tell.
     */
    public List<Row> run(List<Double> targets) throws Exception {
        List<Row> out = new ArrayList<>();
        progress.step(walks + " walks without an edge");
        add(out, row("no edge", null, 0, 0, walks, seed));
        for (double target : targets) {
            double edge = edge(target);
            progress.step(planted + " walks with an edge of " + edge);
            add(
                    out,
                    row(
                            "planted edge",
                            target,
                            edge,
                            COST_BPS,
                            planted,
                            seed + 2_000_000 + Math.round(target * 100_000)));
        }
        return out;
    }

    private void add(List<Row> rows, Row row) {
        rows.add(row);
        progress.step(row.proven() + " of " + row.grids() + " have a PROVEN leader; of those that have none "
                + row.alone() + " would have one without a condition; leaders that miss one " + row.missing());
    }

    /** The edge whose owner, trading every forecast, has a Sharpe ratio after costs. */
    private double edge(double sharpe) {
        double low = 0;
        double high = GREATEST_EDGE;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (knowledge(middle) < sharpe) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double knowledge(double edge) {
        PlantedWalk walk = new PlantedWalk(CALIBRATION_BARS, edge, seed + 9_000_000);
        Bars bars = walk.bars();
        TemporalSplit split = TemporalSplit.of(0, bars.size(), HonestyGrid.HORIZON, 0);
        InferenceBacktester backtester = HonestyGrid.backtester(
                bars,
                new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars),
                split,
                costs(COST_BPS),
                HonestyGrid.HORIZON);
        Metrics test = backtester
                .run(
                        walk.knowledge(HonestyGrid.HORIZON, split.outOfFoldFrom(), split.testTo()),
                        List.of(new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 1)))
                .getFirst()
                .test()
                .total();
        return Objects.requireNonNullElse(test.sharpe(), 0.0);
    }

    private Row row(String name, @Nullable Double target, double edge, double costBps, int grids, long firstSeed)
            throws Exception {
        List<HonestyGrid.Outcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<HonestyGrid.Outcome>> pending = new ArrayList<>();
            for (int i = 0; i < grids; i++) {
                long own = firstSeed + i;
                pending.add(pool.submit(() ->
                        new HonestyGrid(new PlantedWalk(BARS, edge, own).bars(), costs(costBps), own).run(rules)));
            }
            for (Future<HonestyGrid.Outcome> one : pending) {
                outcomes.add(one.get());
            }
        }
        return summary(name, target, edge, costBps, outcomes);
    }

    private static Row summary(
            String name, @Nullable Double target, double edge, double costBps, List<HonestyGrid.Outcome> outcomes) {
        List<HonestyGrid.Leader> leaders =
                outcomes.stream().flatMap(outcome -> outcome.leaders().stream()).toList();
        Map<Condition, Integer> missing = new EnumMap<>(Condition.class);
        Map<Condition, Integer> alone = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            missing.put(condition, (int) leaders.stream()
                    .filter(leader -> missed(leader).contains(condition))
                    .count());
            alone.put(condition, (int) outcomes.stream()
                    .filter(outcome -> !outcome.proven()
                            && outcome.leaders().stream()
                                    .anyMatch(leader -> missed(leader).equals(List.of(condition))))
                    .count());
        }
        return new Row(
                name,
                target,
                edge,
                costBps,
                outcomes.size(),
                (int) outcomes.stream().filter(HonestyGrid.Outcome::proven).count(),
                (int) outcomes.stream()
                        .filter(outcome -> outcome.bestSharpe() > NAIVE_SHARPE)
                        .count(),
                leaders.size(),
                (int) leaders.stream()
                        .filter(leader -> missed(leader).isEmpty())
                        .count(),
                leaders.stream()
                        .mapToDouble(HonestyGrid.Leader::score)
                        .average()
                        .orElse(0),
                missing,
                alone);
    }

    private static List<Condition> missed(HonestyGrid.Leader leader) {
        return leader.verdict().findings().stream()
                .filter(finding -> finding.result() == Finding.Result.NOT_MET)
                .map(Finding::condition)
                .toList();
    }

    private static Costs costs(double bps) {
        return new Costs(bps, 0, 0);
    }
}
