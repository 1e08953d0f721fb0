package io.regimen.activities.step;

import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Ranking;
import io.regimen.activities.step.Places.Seat;
import io.regimen.activities.step.Places.Settled;
import io.regimen.activities.step.PromotionBook.Occasion;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.EvidenceRepository.Standing;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ranks all that ever competed for a regime anew, after a change by hand or of the policy. Whoever would get a place but has
 * no file in the store is passed over, and that is written down: from then on it does not compete. The market is locked.
 */
@Singleton
final class Reranking {
    private final CandidateRepository candidates;
    private final LeaderRepository leaders;
    private final Places places;

    Reranking(CandidateRepository candidates, LeaderRepository leaders, Places places) {
        this.candidates = candidates;
        this.leaders = leaders;
        this.places = places;
    }

    /**
     * Ranks a regime.
     *
     * @param by who asked for it
     */
    Settled rank(Seat seat, LeaderPolicy policy, String by, PromotionBook.Page page, Occasion occasion) {
        candidates.readmitWithFile(seat.symbol(), seat.timeframe(), seat.regime());
        Leader leader =
                leaders.lock(seat.symbol(), seat.timeframe(), seat.regime()).orElse(null);
        List<Candidate> entries = candidates.all(seat.symbol(), seat.timeframe(), seat.regime());
        Set<Long> excluded = new TreeSet<>(Entering.excluded(entries));
        Set<Name> admitted;
        Ranking ranking;
        Set<Long> passedOver;
        do {
            admitted = Ranking.admitted(competitors(entries), excluded, policy);
            List<Candidate> able = entries.stream()
                    .filter(entry -> !excluded.contains(entry.trainingRunId()))
                    .toList();
            ranking = Ranking.of(competitors(able), admitted, policy);
            passedOver = passedOver(able, admitted, ranking, leader, policy);
            passedOver.forEach(run -> candidates.exclude(
                    run, seat.regime(), "no_file", by, "it would have a place, but its model file is not there"));
            excluded.addAll(passedOver);
        } while (!passedOver.isEmpty());
        for (Candidate entry : entries) {
            boolean is = admitted.contains(Places.name(entry));
            if (is != entry.admitted()) {
                candidates.admit(entry.trainingRunId(), entry.evaluationHash(), seat.regime(), is);
            }
        }
        Optional<Standing> standing = page.standing(seat);
        Settled settled = places.settle(seat, entries, ranking, leader, policy);
        if (leader != null
                && settled.vacated()
                && !candidates.exclusion(leader.trainingRunId(), seat.regime()).equals(Optional.of("retired"))) {
            page.retired(seat, leader, standing, occasion);
        }
        Candidate now = settled.leader();
        if (now != null) {
            page.led(
                    seat,
                    now,
                    leader,
                    standing,
                    settled.lost().stream().findFirst().orElse(null),
                    occasion);
        }
        return settled;
    }

    /**
     * Runs without a file that would be ranked before somebody who has a place and a file; all of them where nobody has.
     * Many at once, for the files of most runs are gone.
     */
    private static Set<Long> passedOver(
            List<Candidate> able, Set<Name> admitted, Ranking ranking, @Nullable Leader leader, LeaderPolicy policy) {
        // a file that is missing or damaged may be made again: its run keeps its place, and its lead
        Set<Long> staying = able.stream()
                .filter(entry -> entry.artifactId() != null || entry.place() != null)
                .map(Candidate::trainingRunId)
                .collect(Collectors.toSet());
        Set<Long> leading = able.stream()
                .filter(entry -> entry.artifactId() != null
                        || (leader != null && leader.trainingRunId() == entry.trainingRunId()))
                .map(Candidate::trainingRunId)
                .collect(Collectors.toSet());
        staying.addAll(leading);
        List<Long> wanted = ranking.places().stream().map(Competitor::runId).toList();
        if (wanted.isEmpty() || (leading.contains(wanted.getFirst()) && staying.containsAll(wanted))) {
            return Set.of();
        }
        List<Candidate> ordered = able.stream()
                .sorted((a, b) -> Competitor.BEST_FIRST.compare(Competition.competitor(a), Competition.competitor(b)))
                .toList();
        Set<Long> out = new TreeSet<>();
        Set<Long> found = new TreeSet<>();
        boolean led = false;
        for (Candidate entry : ordered) {
            if (led && found.size() >= policy.keepTopNPerRegime()) {
                break;
            }
            boolean mayLead = !led && admitted.contains(Places.name(entry));
            if ((mayLead ? leading : staying).contains(entry.trainingRunId())) {
                led |= mayLead;
                found.add(entry.trainingRunId());
            } else {
                out.add(entry.trainingRunId());
            }
        }
        return out;
    }

    private static List<Competitor> competitors(List<Candidate> entries) {
        return entries.stream().map(Competition::competitor).toList();
    }
}
