package io.regimen.activities.step;

import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.Places.Seat;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Standing;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes how competitions and changes ended, with what was known of both sides. */
@Singleton
final class PromotionBook {
    private final LeaderRepository leaders;
    private final EvidenceRepository evidence;

    PromotionBook(LeaderRepository leaders, EvidenceRepository evidence) {
        this.leaders = leaders;
        this.evidence = evidence;
    }

    /**
     * Why something is written.
     *
     * @param cause judgement, hand or policy
     * @param metric in which scores are
     * @param actor who did it by hand
     */
    record Occasion(
            String cause,
            String metric,
            @Nullable String actor,
            @Nullable String reason) {}

    /** A promotion whose evidence is noted when verdicts are up to date. */
    private record Open(long id, Optional<Standing> displaced) {}

    /** Promotions of one transaction. */
    final class Page {
        private final List<Open> open = new ArrayList<>();

        /** What is known of the present leader, to be asked before it is displaced. */
        Optional<Standing> standing(Seat seat) {
            return evidence.standing(seat.symbol(), seat.timeframe(), seat.regime());
        }

        /** A candidate leads now. */
        void led(
                Seat seat,
                Candidate candidate,
                @Nullable Leader displaced,
                Optional<Standing> standing,
                @Nullable Long pushedOut,
                Occasion occasion) {
            long id = write(seat, candidate, displaced == null ? "FIRST" : "PROMOTED", displaced, pushedOut, occasion);
            if (id > 0) {
                open.add(new Open(id, standing));
            }
        }

        /** A leader leads no more, by hand or because nobody may. */
        void retired(Seat seat, Leader leader, Optional<Standing> standing, Occasion occasion) {
            long id = leaders.addPromotion(
                    leader.trainingRunId(),
                    seat.regime(),
                    leader.evaluationHash(),
                    seat.symbol(),
                    seat.timeframe(),
                    leader.inferenceBacktestId(),
                    null,
                    leader.performanceScore(),
                    "RETIRED",
                    null,
                    null,
                    leader.trainingRunId(),
                    occasion.cause(),
                    occasion.metric(),
                    occasion.actor(),
                    occasion.reason());
            evidence.noteEnd(
                    id,
                    standing.map(Standing::verdict).orElse(null),
                    standing.map(Standing::evidence).orElse(null));
        }

        /** A candidate does not lead; with the reason as the occasion has it. */
        void lost(Seat seat, Candidate candidate, String outcome, @Nullable Long pushedOut, Occasion occasion) {
            write(seat, candidate, outcome, null, pushedOut, occasion);
        }

        /** A run without its model was compared with the leader. */
        void compared(Seat seat, Name run, Choice choice, String outcome, Occasion occasion) {
            note(seat, run.runId(), run.evaluationHash(), choice, outcome, occasion);
        }

        /** A run competes with no configuration. */
        void notEligible(Seat seat, long runId, String evaluationHash, Occasion occasion) {
            note(seat, runId, evaluationHash, null, "NOT_ELIGIBLE", occasion);
        }

        /** Of a run that displaces nobody and is no candidate. */
        private void note(
                Seat seat,
                long runId,
                String evaluationHash,
                @Nullable Choice choice,
                String outcome,
                Occasion occasion) {
            leaders.addPromotion(
                    runId,
                    seat.regime(),
                    evaluationHash,
                    seat.symbol(),
                    seat.timeframe(),
                    choice == null ? null : choice.id(),
                    choice == null ? null : choice.validationScore(),
                    choice == null ? null : choice.score(),
                    outcome,
                    null,
                    null,
                    null,
                    occasion.cause(),
                    occasion.metric(),
                    occasion.actor(),
                    occasion.reason());
        }

        /** Notes the evidence of both sides; verdicts are up to date. */
        void close() {
            open.forEach(promotion -> evidence.notePromotion(
                    promotion.id(),
                    promotion.displaced().map(Standing::inferenceBacktestId).orElse(null),
                    promotion.displaced().map(Standing::verdict).orElse(null),
                    promotion.displaced().map(Standing::evidence).orElse(null)));
        }

        private long write(
                Seat seat,
                Candidate candidate,
                String outcome,
                @Nullable Leader displaced,
                @Nullable Long pushedOut,
                Occasion occasion) {
            return leaders.addPromotion(
                    candidate.trainingRunId(),
                    seat.regime(),
                    candidate.evaluationHash(),
                    seat.symbol(),
                    seat.timeframe(),
                    candidate.inferenceBacktestId(),
                    candidate.validationScore(),
                    candidate.score(),
                    outcome,
                    displaced == null ? null : displaced.trainingRunId(),
                    displaced == null ? null : displaced.performanceScore(),
                    pushedOut,
                    occasion.cause(),
                    occasion.metric(),
                    occasion.actor(),
                    occasion.reason());
        }
    }
}
