package io.regimen.activities.step;

import io.regimen.db.EvaluationRepository;
import io.regimen.db.RejudgementRepository;
import io.regimen.db.RejudgementRepository.Match;
import io.regimen.db.StreamRepository.Kept;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeStatus;
import io.regimen.workflows.regime.RegimeVersion;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which runs a request asks for, under which terms, and which of them have ended before they begin. */
@Singleton
final class RejudgePlan {
    static final String JUDGED_BEFORE = "already judged under these terms";

    private final RejudgementRepository rejudgements;
    private final EvaluationRepository evaluations;
    private final FundingStore fundings;
    private final RegimeShelf regimes;
    private final KeptStreams streams;

    RejudgePlan(
            RejudgementRepository rejudgements,
            EvaluationRepository evaluations,
            FundingStore fundings,
            RegimeShelf regimes,
            KeptStreams streams) {
        this.regimes = regimes;
        this.streams = streams;
        this.rejudgements = rejudgements;
        this.evaluations = evaluations;
        this.fundings = fundings;
    }

    /** A run of the plan. */
    record Row(
            Match run,
            String evaluationHash,
            String evaluation,
            RejudgeStatus status,
            @Nullable String reason) {
        String label() {
            return "run " + run.id() + ": " + run.modelType() + " " + run.symbol() + "/" + run.baseTimeframe() + " h="
                    + run.horizon() + " " + run.daysHistory() + "d";
        }
    }

    List<Row> rows(RejudgeRequest request) {
        fundings.check(request.costs());
        List<Match> matches = matches(request);
        RegimeVersion other = request.regimes() == null ? null : regimes.wanted(request.regimes());
        List<Evaluation> terms = matches.stream()
                .map(run -> Evaluation.parse(run.evaluation()).again(request.inference(), request.costs(), other))
                .toList();
        List<String> hashes = terms.stream().map(Evaluation::hash).toList();
        Map<String, List<Match>> byHash = new TreeMap<>();
        for (int i = 0; i < matches.size(); i++) {
            byHash.computeIfAbsent(hashes.get(i), hash -> new ArrayList<>()).add(matches.get(i));
        }
        Map<Long, List<Kept>> kept =
                streams.of(literal(ids(matches))).stream().collect(Collectors.groupingBy(Kept::trainingRunId));
        Set<Long> judged = new HashSet<>();
        byHash.forEach((hash, runs) -> judged.addAll(evaluations.judgedUnder(hash, literal(ids(runs)))));
        List<Row> rows = new ArrayList<>(matches.size());
        for (int i = 0; i < matches.size(); i++) {
            Match run = matches.get(i);
            rows.add(row(run, hashes.get(i), terms.get(i), judged, kept.getOrDefault(run.id(), List.of())));
        }
        // those with a model first: what is judged from streams is then compared with the leaders that they become
        rows.sort(Comparator.comparing(row -> !row.run().hasFile()));
        long pending = rows.stream()
                .filter(row -> row.status() == RejudgeStatus.PENDING)
                .count();
        request.refusal(ids(matches), pending).ifPresent(problem -> {
            throw Failures.of(FailureKind.BAD_INPUT, problem.toString());
        });
        return rows;
    }

    private List<Match> matches(RejudgeRequest request) {
        return rejudgements.matches(
                literal(request.runs() == null ? List.of() : request.runs()),
                request.symbol(),
                request.timeframe(),
                request.modelType() == null ? null : request.modelType().toString(),
                request.leaders(),
                RejudgeRequest.MAX_MATCHES + 1);
    }

    private static Row row(Match run, String hash, Evaluation terms, Set<Long> judged, List<Kept> kept) {
        RejudgeStatus status = RejudgeStatus.PENDING;
        String reason = null;
        if (!run.status().equals("completed")) {
            status = RejudgeStatus.REFUSED;
            reason = run.status().equals("running")
                    ? "it is still running; judge it again when it has ended"
                    : "it is " + run.status() + (run.failureKind() == null ? "" : " (" + run.failureKind() + ")")
                            + ": there is no model to judge";
        } else if (judged.contains(run.id())) {
            status = RejudgeStatus.ALREADY_JUDGED;
            reason = JUDGED_BEFORE;
        } else if (!run.hasFile()) {
            Optional<String> refusal = refusal(run, terms, kept);
            status = refusal.isEmpty() ? status : RejudgeStatus.REFUSED;
            reason = refusal.orElse(null);
        }
        return new Row(run, hash, Json.write(terms), status, reason);
    }

    /** Why a run without a file cannot be judged from its position streams, if so. */
    private static Optional<String> refusal(Match run, Evaluation terms, List<Kept> kept) {
        if (run.lostFile()) {
            return Optional.of(
                    "its model file is missing or damaged; `deploy/regimen files retrain` brings back those of leaders");
        }
        if (KeptStreams.source(kept, terms).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                kept.isEmpty()
                        ? withoutFile(run.configHash())
                        : "its model file was deleted, and from its position streams it can be judged under other regimes,"
                                + " but not under another inference grid, other costs or by another version of this"
                                + " program; " + trainedAgain(run.configHash()));
    }

    static String withoutFile(String configHash) {
        return "its model file was deleted, for it led in no regime, and no position streams of it are kept; "
                + trainedAgain(configHash);
    }

    static String trainedAgain(String configHash) {
        return "a grid with these terms and another seed trains its configuration " + configHash + " again";
    }

    private static List<Long> ids(List<Match> runs) {
        return runs.stream().map(Match::id).toList();
    }

    private static String literal(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
