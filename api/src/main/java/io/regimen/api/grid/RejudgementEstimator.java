package io.regimen.api.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.web.Rejection;
import io.regimen.db.BacktestCost;
import io.regimen.db.EstimateQueries;
import io.regimen.db.RejudgementQueries;
import io.regimen.db.RejudgementQueries.JudgedTerms;
import io.regimen.db.RejudgementRepository;
import io.regimen.db.RejudgementRepository.Match;
import io.regimen.db.StreamRepository;
import io.regimen.db.StreamRepository.Kept;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.InferenceSize;
import io.regimen.workflows.Json;
import io.regimen.workflows.RejudgeRequest;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Estimates a rejudgement from the runs that are stored and from what their backtests took. */
@Singleton
final class RejudgementEstimator {
    private final RejudgementRepository runs;
    private final RejudgementQueries judged;
    private final StreamRepository kept;
    private final EstimateQueries history;

    RejudgementEstimator(
            RejudgementRepository runs, RejudgementQueries judged, StreamRepository kept, EstimateQueries history) {
        this.runs = runs;
        this.judged = judged;
        this.kept = kept;
        this.history = history;
    }

    /**
     * What a person can choose of the terms of a judgement.
     *
     * @param regimes name and version of the set, null for the four defaults; a request may leave the version open, and is
     *     then taken for a new one
     */
    private record Terms(
            InferenceGrid inference, Costs costs, @Nullable String regimes) {
        static Terms of(String evaluation) {
            try {
                JsonNode json = Json.mapper().readTree(evaluation);
                return new Terms(
                        json.has("inference")
                                ? Json.mapper().treeToValue(json.path("inference"), InferenceGrid.class)
                                : InferenceGrid.defaults(),
                        json.has("costs")
                                ? Json.mapper().treeToValue(json.path("costs"), Costs.class)
                                : Costs.defaults(),
                        json.path("regime_set").textValue());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether a model takes the same positions under both. */
        boolean hasStreamsOf(Terms other) {
            return inference.equals(other.inference) && costs.equals(other.costs);
        }

        Terms replacedBy(RejudgeRequest request) {
            return new Terms(
                    request.inference() == null ? inference : request.inference(),
                    request.costs() == null ? costs : request.costs(),
                    request.regimes() == null ? regimes : request.regimes());
        }
    }

    private record ToJudge(Match run, InferenceGrid inference, boolean fromFile) {
        int backtests() {
            return inference.size(run.horizon());
        }
    }

    private record Time(double seconds, String basis) {}

    /**
     * The estimate of a request without problems.
     *
     * @throws Rejection 422 if its runs cannot be judged as it stands
     */
    RejudgementEstimate estimate(RejudgeRequest request) {
        List<Match> matches = runs.matches(
                literal(request.runs() == null ? List.of() : request.runs()),
                request.symbol(),
                request.timeframe(),
                request.modelType() == null ? null : request.modelType().toString(),
                request.leaders(),
                RejudgeRequest.MAX_MATCHES + 1);
        List<Long> ids = matches.stream().map(Match::id).toList();
        Map<Long, Set<Terms>> before = new TreeMap<>();
        for (JudgedTerms terms : judged.judged(literal(ids))) {
            before.computeIfAbsent(terms.trainingRunId(), id -> new HashSet<>()).add(Terms.of(terms.evaluation()));
        }
        Map<Long, Set<Terms>> streams = new TreeMap<>();
        for (Kept terms : kept.kept(literal(ids))) {
            streams.computeIfAbsent(terms.trainingRunId(), id -> new HashSet<>())
                    .add(Terms.of(terms.evaluation()));
        }
        List<ToJudge> toJudge = new ArrayList<>();
        int alreadyJudged = 0;
        for (Match run : matches) {
            Terms terms = Terms.of(run.evaluation()).replacedBy(request);
            if (run.status().equals("completed")
                    && before.getOrDefault(run.id(), Set.of()).contains(terms)) {
                alreadyJudged++;
            } else if (run.status().equals("completed")
                    && (run.hasFile() || hasStreams(run, terms, streams.getOrDefault(run.id(), Set.of())))) {
                toJudge.add(new ToJudge(run, terms.inference(), run.hasFile()));
            }
        }
        request.refusal(ids, toJudge.size()).ifPresent(problem -> {
            throw Rejection.invalid(List.of(problem));
        });
        Time time = time(toJudge);
        return new RejudgementEstimate(
                matches.size(),
                alreadyJudged,
                matches.size() - alreadyJudged - toJudge.size(),
                toJudge.size(),
                toJudge.stream().filter(ToJudge::fromFile).count(),
                toJudge.stream().filter(each -> !each.fromFile()).count(),
                toJudge.stream().mapToLong(ToJudge::backtests).sum(),
                sizes(toJudge),
                time.seconds(),
                time.basis());
    }

    /** A file that is missing or damaged is to be brought back; streams only stand in for one that was deleted. */
    private static boolean hasStreams(Match run, Terms wanted, Set<Terms> kept) {
        return !run.lostFile() && kept.stream().anyMatch(wanted::hasStreamsOf);
    }

    private static List<InferenceSize> sizes(List<ToJudge> toJudge) {
        Map<InferenceGrid, List<Integer>> horizons = new LinkedHashMap<>();
        toJudge.forEach(each -> horizons.computeIfAbsent(each.inference(), grid -> new ArrayList<>())
                .add(each.run().horizon()));
        return horizons.entrySet().stream()
                .flatMap(each -> each.getKey().sizes(each.getValue()).stream())
                .toList();
    }

    private Time time(List<ToJudge> toJudge) {
        Map<String, BacktestCost> costs =
                history.backtestCosts().stream().collect(Collectors.toMap(BacktestCost::modelType, cost -> cost));
        Map<String, Long> backtests = toJudge.stream()
                .collect(Collectors.groupingBy(
                        each -> each.run().modelType(), TreeMap::new, Collectors.summingLong(ToJudge::backtests)));
        double seconds = 0;
        List<String> basis = new ArrayList<>();
        for (Map.Entry<String, Long> entry : backtests.entrySet()) {
            BacktestCost cost = costs.get(entry.getKey());
            if (cost == null) {
                basis.add("nothing known of " + entry.getKey() + ", which is not counted");
            } else {
                seconds += entry.getValue() * cost.secondsPerBacktest();
                basis.add("measured on " + cost.backtests() + " " + entry.getKey()
                        + (cost.backtests() == 1 ? " backtest" : " backtests"));
            }
        }
        return new Time(seconds, basis.isEmpty() ? "there is nothing to judge" : String.join("; ", basis));
    }

    private static String literal(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
