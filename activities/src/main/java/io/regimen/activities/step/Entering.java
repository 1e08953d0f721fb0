package io.regimen.activities.step;

import io.regimen.activities.selection.Ranking;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.Places.Seat;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.EvidenceRepository.Incumbent;
import io.regimen.workflows.Json;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes with what a run competes for a regime, and whether it is enough of an improvement. The market is locked. */
@Singleton
final class Entering {
    private final CandidateRepository candidates;

    Entering(CandidateRepository candidates) {
        this.candidates = candidates;
    }

    /** @param incumbent who led when the run's grid began */
    void enter(long runId, String evaluationHash, Seat seat, Choice chosen, @Nullable Incumbent incumbent) {
        candidates.add(
                runId,
                evaluationHash,
                seat.regime(),
                seat.symbol(),
                seat.timeframe(),
                chosen.id(),
                chosen.validationScore(),
                chosen.score(),
                Json.write(chosen.ties()),
                chosen.trades(),
                chosen.bars(),
                incumbent == null ? null : incumbent.trainingRunId(),
                incumbent == null ? null : incumbent.evaluationHash());
    }

    /** Whether a newcomer may lead by its improvement; those that were there before stay as they are. */
    boolean admit(Seat seat, Candidate newcomer, LeaderPolicy policy) {
        List<Candidate> chain = newcomer.incumbentRunId() == null || !policy.asksForImprovement()
                ? List.of(newcomer)
                : candidates.chain(
                        seat.symbol(),
                        seat.timeframe(),
                        seat.regime(),
                        newcomer.trainingRunId(),
                        newcomer.evaluationHash());
        boolean admitted = Ranking.admitted(
                        chain.stream().map(Competition::competitor).toList(), excluded(chain), policy)
                .contains(Places.name(newcomer));
        if (admitted != newcomer.admitted()) {
            candidates.admit(newcomer.trainingRunId(), newcomer.evaluationHash(), seat.regime(), admitted);
        }
        return admitted;
    }

    /** Runs that cannot lead. */
    static Set<Long> excluded(Collection<Candidate> entries) {
        return entries.stream()
                .filter(entry -> entry.exclusion() != null)
                .map(Candidate::trainingRunId)
                .collect(Collectors.toSet());
    }
}
