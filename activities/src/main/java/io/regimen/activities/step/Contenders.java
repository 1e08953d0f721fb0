package io.regimen.activities.step;

import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.backtest.TakenSignals;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.BacktestDetail;
import io.regimen.activities.selection.Candidate;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.Json;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configurations of a run that would get a place in a regime as things stand. Places only ever go to better runs, so
 * whatever has one after the run was judged is among them.
 */
final class Contenders {
    private Contenders() {}

    /**
     * Index of the configuration by name of the regime.
     *
     * @param run and evaluation that compete
     * @param choices of the run, as {@link #choices} gives them
     * @param placed competitors that have a place, by regime
     */
    static SortedMap<String, Integer> of(
            Run run,
            String evaluationHash,
            SortedMap<String, Choice> choices,
            Map<String, List<Competitor>> placed,
            LeaderPolicy policy) {
        SortedMap<String, Integer> out = new TreeMap<>();
        choices.forEach((regime, choice) -> {
            Competitor own =
                    new Competitor(run.id(), run.runKey(), evaluationHash, choice.score(), choice.ties(), null);
            List<Competitor> others = placed.getOrDefault(regime, List.of()).stream()
                    .filter(other -> !other.name().equals(own.name()))
                    .toList();
            if (others.size() < policy.keepTopNPerRegime()
                    || others.stream().anyMatch(other -> Competitor.BEST_FIRST.compare(own, other) < 0)) {
                out.put(regime, (int) choice.id());
            }
        });
        return out;
    }

    /**
     * With what a run competes for each regime, by its name, where it may; the id of a choice is the index of the
     * configuration.
     *
     * @param results all of the run, in the order of the configurations
     * @param regimes names of the regimes, in the order of the results'
     */
    static SortedMap<String, Choice> choices(List<BacktestResult> results, List<String> regimes, LeaderPolicy policy) {
        SortedMap<String, Choice> out = new TreeMap<>();
        for (int regime = 0; regime < regimes.size(); regime++) {
            if (RegimeVersion.isUnclassified(regimes.get(regime))) {
                continue;
            }
            List<Candidate> candidates = new ArrayList<>(results.size());
            for (int index = 0; index < results.size(); index++) {
                candidates.add(Candidate.of(index, results.get(index), regime));
            }
            String name = regimes.get(regime);
            Selection.choose(candidates, policy).ifPresent(choice -> out.put(name, choice));
        }
        return out;
    }

    /** Their details on the test part, as JSON by index of the configuration. */
    static SortedMap<Integer, String> details(
            Collection<Integer> contenders, InferenceBacktester backtester, TakenSignals taken, Bars bars) {
        SortedMap<Integer, String> out = new TreeMap<>();
        contenders.forEach(index ->
                out.computeIfAbsent(index, i -> Json.write(detail(backtester.path(taken, i, Segment.TEST), bars))));
        return out;
    }

    /** What charts show of one configuration, from its path. */
    static BacktestDetail detail(BacktestPath path, Bars bars) {
        return BacktestDetail.of(i -> bars.time(path.firstBar() + i), path.pnl(), path.trades());
    }
}
