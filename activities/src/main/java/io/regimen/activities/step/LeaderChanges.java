package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.step.Places.Seat;
import io.regimen.activities.step.Places.Settled;
import io.regimen.activities.step.PromotionBook.Occasion;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.EvidenceRepository.Standing;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.leader.LeaderAction;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes by hand to who leads a regime: one transaction under the lock of the market, with promotion, verdicts, files and
 * an audit row. Doing it twice is doing it once.
 */
@Singleton
final class LeaderChanges {
    private final LeaderRepository leaders;
    private final CandidateRepository candidates;
    private final RunRepository runs;
    private final ArtifactRepository artifacts;
    private final Policies policies;
    private final Places places;
    private final Reranking reranking;
    private final PromotionBook promotions;
    private final Verdicts verdicts;
    private final TransactionOperations<Connection> transactions;

    LeaderChanges(
            LeaderRepository leaders,
            CandidateRepository candidates,
            RunRepository runs,
            ArtifactRepository artifacts,
            Policies policies,
            Places places,
            Reranking reranking,
            PromotionBook promotions,
            Verdicts verdicts,
            TransactionOperations<Connection> transactions) {
        this.leaders = leaders;
        this.candidates = candidates;
        this.runs = runs;
        this.artifacts = artifacts;
        this.policies = policies;
        this.places = places;
        this.reranking = reranking;
        this.promotions = promotions;
        this.verdicts = verdicts;
        this.transactions = transactions;
    }

    /** @param change without problems */
    LeaderChanged change(LeaderChange change) {
        return transactions.executeWrite(status -> new Change(change).carryOut());
    }

    private final class Change {
        private final LeaderAction action;
        private final Seat seat;
        private final long run;
        private final String reason;
        private final String by;
        private final LeaderPolicy policy;
        /** With what the run competes best; null if it does not. */
        private final @Nullable Candidate candidate;

        private final @Nullable Leader before;
        private final PromotionBook.Page page = promotions.new Page();
        private final Occasion occasion;
        private final Set<Long> touched = new TreeSet<>();

        Change(LeaderChange change) {
            this.action = Objects.requireNonNull(change.action());
            this.seat = new Seat(
                    String.valueOf(change.symbol()),
                    String.valueOf(change.timeframe()),
                    String.valueOf(change.regime()));
            this.run = Objects.requireNonNull(change.run());
            this.reason = String.valueOf(change.reason());
            this.by = String.valueOf(change.createdBy());
            leaders.lockMarket(seat.symbol() + "/" + seat.timeframe());
            this.policy = policies.follow(seat.symbol(), seat.timeframe());
            this.candidate = candidates.all(seat.symbol(), seat.timeframe(), seat.regime()).stream()
                    .filter(entry -> entry.trainingRunId() == run)
                    .min((a, b) -> Competitor.BEST_FIRST.compare(Competition.competitor(a), Competition.competitor(b)))
                    .orElse(null);
            this.before = leader();
            if (candidate == null && (before == null || before.trainingRunId() != run)) {
                throw refused("run " + run + " does not compete for " + seat.regime() + " in " + seat.symbol() + "/"
                        + seat.timeframe() + ": it is none of that market, was not judged, or made fewer than "
                        + policy.minTrades() + " trades in the regime");
            }
            this.occasion = new Occasion("hand", policy.primaryMetric().toString(), by, reason);
        }

        LeaderChanged carryOut() {
            boolean changed = switch (action) {
                case PROMOTE -> promote();
                case RETIRE -> retire();
                case RELEASE -> release();
            };
            if (!changed) {
                return answer(false, leader());
            }
            Settled settled = reranking.rank(seat, policy, by, page, occasion);
            touched.add(run);
            touched.addAll(settled.touched());
            verdicts.refresh(seat.symbol(), seat.timeframe());
            page.close();
            for (long id : touched) {
                runs.refreshLeads(id);
                artifacts.giveUp(id);
            }
            Leader after = leader();
            candidates.audit(
                    by,
                    "leader." + action,
                    seat.symbol(),
                    seat.timeframe(),
                    seat.regime(),
                    run,
                    reason,
                    before == null ? null : before.trainingRunId(),
                    after == null ? null : after.trainingRunId());
            return answer(true, after);
        }

        private boolean promote() {
            if (before != null && before.trainingRunId() == run) {
                if (!before.pinned()) {
                    leaders.pin(seat.symbol(), seat.timeframe(), seat.regime(), by, reason);
                }
                return !before.pinned();
            }
            if (candidate == null || candidate.artifactId() == null) {
                throw refused("the model file of run " + run
                        + " is not there; `files retrain` makes one that is missing or damaged again, and a grid with"
                        + " another seed trains its configuration anew");
            }
            candidates.readmit(run, seat.regime());
            Optional<Standing> standing = page.standing(seat);
            places.lead(seat, candidate, policy, by, reason);
            page.led(seat, candidate, before, standing, before == null ? null : before.trainingRunId(), occasion);
            if (before != null) {
                touched.add(before.trainingRunId());
            }
            return true;
        }

        private boolean retire() {
            if (candidates.exclusion(run, seat.regime()).equals(Optional.of("retired"))) {
                return false;
            }
            candidates.exclude(run, seat.regime(), "retired", by, reason);
            if (before != null && before.trainingRunId() == run) {
                page.retired(seat, before, page.standing(seat), occasion);
                leaders.pin(seat.symbol(), seat.timeframe(), seat.regime(), null, null);
            }
            return true;
        }

        private boolean release() {
            if (before == null || !before.pinned()) {
                return false;
            }
            if (before.trainingRunId() != run) {
                throw refused("run " + before.trainingRunId() + " was promoted by hand, not run " + run);
            }
            leaders.pin(seat.symbol(), seat.timeframe(), seat.regime(), null, null);
            return true;
        }

        private @Nullable Leader leader() {
            return leaders.lock(seat.symbol(), seat.timeframe(), seat.regime()).orElse(null);
        }

        private LeaderChanged answer(boolean changed, @Nullable Leader after) {
            String now = after == null
                    ? "nobody leads: no stored run may"
                    : String.format(
                            Locale.ROOT,
                            "run %d leads with %.4g%s",
                            after.trainingRunId(),
                            after.performanceScore(),
                            after.pinned() ? ", promoted by hand" : "");
            return new LeaderChanged(
                    changed,
                    before == null ? null : before.trainingRunId(),
                    after == null ? null : after.trainingRunId(),
                    after == null ? null : after.performanceScore(),
                    seat.symbol() + "/" + seat.timeframe() + " " + seat.regime() + ": " + now
                            + (changed ? "" : "; nothing was changed"));
        }
    }

    private static RuntimeException refused(String why) {
        return Failures.of(FailureKind.BAD_INPUT, why);
    }
}
