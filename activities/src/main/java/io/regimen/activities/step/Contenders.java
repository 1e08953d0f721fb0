package io.regimen.activities.step;

import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.BacktestDetail;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.selection.Candidate;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.workflows.Json;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configurations of a run that would take the lead in a regime as things stand. Leaders only ever get better, so
 * whatever leads after the run was judged is among them.
 */
final class Contenders {
    private Contenders() {}

    /**
     * Their results by index of the configuration.
     *
     * @param key of the run under this evaluation, as {@link Leader#key}
     * @param results all of the run, in the order of the configurations
     * @param regimes names of the regimes, in the order of the results'
     * @param leaders of this market
     */
    static SortedMap<Integer, BacktestResult> of(
            String key, List<BacktestResult> results, List<String> regimes, List<Leader> leaders) {
        Map<String, Leader> leading = new HashMap<>();
        leaders.forEach(leader -> leading.put(leader.regimeName(), leader));
        SortedMap<Integer, BacktestResult> out = new TreeMap<>();
        for (int regime = 0; regime < regimes.size(); regime++) {
            if (RegimeVersion.isUnclassified(regimes.get(regime))) {
                continue;
            }
            List<Candidate> candidates = new ArrayList<>(results.size());
            for (int index = 0; index < results.size(); index++) {
                BacktestResult result = results.get(index);
                RegimeMetrics chosenOn = result.validation().perRegime().get(regime);
                RegimeMetrics test = result.test().perRegime().get(regime);
                candidates.add(new Candidate(
                        index, index, chosenOn.trades(), chosenOn.sharpe(), test.trades(), test.bars(), test.sharpe()));
            }
            Leader leader = leading.get(regimes.get(regime));
            Optional<Choice> choice = Selection.choose(candidates);
            choice.filter(c -> leader == null
                            || leader.key().equals(key)
                            || Selection.beats(c.score(), key, leader.performanceScore(), leader.key()))
                    .map(c -> (int) c.id())
                    .ifPresent(index -> out.put(index, results.get(index)));
        }
        return out;
    }

    /** Their details on the test part, as JSON by index of the configuration. */
    static SortedMap<Integer, String> details(
            SortedMap<Integer, BacktestResult> contenders,
            InferenceBacktester backtester,
            ForecastStreams streams,
            Bars bars) {
        SortedMap<Integer, String> out = new TreeMap<>();
        contenders.forEach((index, result) ->
                out.put(index, Json.write(detail(backtester.path(streams, result.config(), Segment.TEST), bars))));
        return out;
    }

    /** What charts show of one configuration, from its path. */
    static BacktestDetail detail(BacktestPath path, Bars bars) {
        return BacktestDetail.of(i -> bars.time(path.firstBar() + i), path.pnl(), path.trades());
    }
}
