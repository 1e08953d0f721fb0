package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.selection.Candidate;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.CandidateRepository;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.RegimeResults;
import io.regimen.workflows.Json;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.regime.RegimeVersion;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a run enters the competition: per regime, the configuration that its stored backtests choose. */
public final class Competition {
    private static final TypeReference<Map<String, Parts>> PARTS = new TypeReference<>() {};

    private Competition() {}

    /** One regime on both parts, as {@link BacktestRows} stores it. */
    private record Parts(RegimeMetrics validation, RegimeMetrics test) {}

    /** By regime, the run's choice under an evaluation; empty where none of its configurations is eligible. */
    public static SortedMap<String, Optional<Choice>> choices(
            LeaderRepository leaders, long runId, String evaluationHash, LeaderPolicy policy) {
        return choices(leaders.results(runId, evaluationHash), policy);
    }

    /** The same of results that were read. */
    public static SortedMap<String, Optional<Choice>> choices(List<RegimeResults> results, LeaderPolicy policy) {
        SortedMap<String, List<Candidate>> byRegime = new TreeMap<>();
        for (RegimeResults result : results) {
            parsed(result.metrics(), PARTS)
                    .forEach((regime, parts) -> byRegime.computeIfAbsent(
                                    regime, name -> new ArrayList<>(results.size()))
                            .add(new Candidate(
                                    result.backtestId(), result.configIndex(), parts.validation(), parts.test())));
        }
        byRegime.keySet().removeIf(RegimeVersion::isUnclassified);
        SortedMap<String, Optional<Choice>> out = new TreeMap<>();
        byRegime.forEach((regime, candidates) -> out.put(regime, Selection.choose(candidates, policy)));
        return out;
    }

    /** A stored candidate as a competitor of its regime. */
    public static Competitor competitor(CandidateRepository.Candidate row) {
        Long run = row.incumbentRunId();
        String evaluation = row.incumbentEvaluation();
        return new Competitor(
                row.trainingRunId(),
                row.runKey(),
                row.evaluationHash(),
                row.score(),
                ties(row.ties()),
                run == null || evaluation == null ? null : new Competitor.Name(run, evaluation));
    }

    /** A policy as it is stored. */
    public static LeaderPolicy policy(String json) {
        return parsed(json, new TypeReference<>() {});
    }

    private static List<Double> ties(String json) {
        return Arrays.asList(parsed(json, new TypeReference<Double[]>() {}));
    }

    private static <T> T parsed(String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
