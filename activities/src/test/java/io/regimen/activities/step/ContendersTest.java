package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.backtest.TakenSignals;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.selection.Competitor;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.leader.LeaderMetric;
import io.regimen.workflows.leader.LeaderPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final int SIZE = 2400;
    private static final int HORIZON = 4;
    private static final Segments SEGMENTS = new Segments(100, 400, 1300, 1310, SIZE);
    private static final List<String> REGIMES = List.of("even", "odd");
    private static final String KEY = "5";

    private final Bars bars = RandomMarket.walk(11, SIZE, true);
    private final ForecastStreams streams =
            RandomMarket.forecasts(11, HORIZON, 3, SEGMENTS.outOfFoldFrom(), SEGMENTS.testTo());
    private final InferenceBacktester backtester =
            new InferenceBacktester(bars, new Alternating(), SEGMENTS, Costs.defaults(), HORIZON, 0);
    private final List<BacktestResult> results =
            backtester.run(streams, InferenceGrid.defaults().expand());

    @Test
    void of_firstRun_isTheBestOnValidationOfEachRegime() {
        assertEquals(Map.of("even", best(0), "odd", best(1)), contenders(List.of()));
    }

    @Test
    void of_leaderThatIsBetter_leavesNoContender() {
        assertEquals(Map.of(), contenders(List.of(leader(0, 1e-9, "1"), leader(1, 1e-9, "1"))));
    }

    @Test
    void of_leaderThatIsWorseOrTheRunItself_leavesTheContender() {
        assertEquals(Map.of("even", best(0)), contenders(List.of(leader(0, -1e-9, "1"), leader(1, 1e-9, "1"))));
        assertEquals(Map.of("odd", best(1)), contenders(List.of(leader(0, 0, "4"), leader(1, 0, KEY))));
    }

    @Test
    void of_placeThatIsFree_makesAContenderOfWhoeverMayCompete() {
        LeaderPolicy two = new LeaderPolicy(LeaderMetric.SHARPE, List.of(), 30, 0, 0, 2);

        assertEquals(
                Set.of("even", "odd"),
                contenders(List.of(leader(0, 1e-9, "1"), leader(1, 1e-9, "1")), two)
                        .keySet());
        assertEquals(
                Set.of("odd"),
                contenders(
                                List.of(
                                        leader(0, 1e-9, "1"),
                                        leader(0, 2e-9, "2"),
                                        leader(1, 1e-9, "1"),
                                        leader(1, -1, "2")),
                                two)
                        .keySet());
    }

    private SortedMap<String, Integer> contenders(List<Placed> placed) {
        return contenders(placed, LeaderPolicy.defaults());
    }

    private SortedMap<String, Integer> contenders(List<Placed> placed, LeaderPolicy policy) {
        Run own = new Run(5, KEY, "c", "running", "w", 1, false, "EURUSD", "1h", "d", 1, "{}", "", null, false, "[]");
        return Contenders.of(
                own,
                "",
                Contenders.choices(results, REGIMES, policy),
                placed.stream()
                        .collect(Collectors.groupingBy(
                                Placed::regime, Collectors.mapping(Placed::competitor, Collectors.toList()))),
                policy);
    }

    private record Placed(String regime, Competitor competitor) {}

    @Test
    void details_addUpToTheMetrics() throws JsonProcessingException {
        Collection<Integer> contenders = contenders(List.of()).values();
        TakenSignals taken = backtester.taken(
                streams, results.stream().map(BacktestResult::config).toList(), 1);
        SortedMap<Integer, String> details = Contenders.details(contenders, backtester, taken, bars);

        assertEquals(Set.copyOf(contenders), details.keySet());
        for (int index : details.keySet()) {
            JsonNode detail = Json.mapper().readTree(details.get(index));
            Metrics total = results.get(index).test().total();
            assertEquals(total.bars(), detail.get("bars").intValue());
            assertEquals(total.trades(), detail.get("trades").intValue());
            assertEquals(total.totalPnl(), detail.get("total_pnl").doubleValue(), 1e-12);
            assertEquals(
                    Objects.requireNonNull(total.maxDrawdown()),
                    detail.at("/drawdowns/0/depth").doubleValue(),
                    1e-12);
            double pnl = 0;
            int trades = 0;
            for (JsonNode month : detail.get("months")) {
                pnl += month.get("total_pnl").doubleValue();
                trades += month.get("trades").intValue();
            }
            assertEquals(total.totalPnl(), pnl, 1e-12);
            assertEquals(total.trades(), trades);
            assertTrue(detail.get("months").size() > 1);
        }
    }

    /** Index of the configuration with the greatest Sharpe ratio on validation, the first of equals. */
    private int best(int regime) {
        int out = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < results.size(); i++) {
            RegimeMetrics on = results.get(i).validation().perRegime().get(regime);
            Double sharpe = on.sharpe();
            if (on.trades() >= 30 && sharpe != null && sharpe > most) {
                most = sharpe;
                out = i;
            }
        }
        return out;
    }

    /** One with a place whose score is that of this run and some. */
    private Placed leader(int regime, double more, String runKey) {
        double score = Objects.requireNonNull(
                results.get(best(regime)).test().perRegime().get(regime).sharpe());
        return new Placed(
                REGIMES.get(regime), new Competitor(Long.parseLong(runKey), runKey, "", score + more, List.of(), null));
    }

    private record Alternating() implements RegimeStates {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public int at(int bar) {
            return bar % 2;
        }
    }
}
