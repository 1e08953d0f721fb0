package io.regimen.activities.step;

import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Ranking;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings the places and the leader of a regime in line with a ranking; the caller holds the lock of the market. */
@Singleton
final class Places {
    private final CandidateRepository candidates;
    private final LeaderRepository leaders;

    Places(CandidateRepository candidates, LeaderRepository leaders) {
        this.candidates = candidates;
        this.leaders = leaders;
    }

    /** A regime of a market. */
    record Seat(String symbol, String timeframe, String regime) {}

    /**
     * What was changed.
     *
     * @param former who led before; null if nobody did
     * @param leader who leads now, if that is somebody else; null if nobody does, or nothing was changed
     * @param vacated whether somebody led and now nobody does
     * @param lost runs that lost their place
     */
    record Settled(@Nullable Leader former, @Nullable Candidate leader, boolean vacated, Set<Long> lost) {
        /** Runs whose files may not be kept any more. */
        Set<Long> touched() {
            Set<Long> out = new TreeSet<>(lost);
            if (former != null && (leader != null || vacated)) {
                out.add(former.trainingRunId());
            }
            if (leader != null) {
                out.add(leader.trainingRunId());
            }
            return out;
        }
    }

    /**
     * Settles a regime.
     *
     * @param entries at least those that have a place, and those that get one
     * @param leader who leads now; one that was promoted by hand goes on leading
     */
    Settled settle(Seat seat, List<Candidate> entries, Ranking ranking, @Nullable Leader leader, LeaderPolicy policy) {
        Map<Name, Candidate> byName = entries.stream().collect(Collectors.toMap(Places::name, Function.identity()));
        Set<Long> lost = place(seat, entries, ranking);
        if (leader != null && leader.pinned()) {
            Candidate itself = byName.get(name(leader));
            if (itself != null) {
                rescore(seat, itself, leader, policy);
            }
            return new Settled(leader, null, false, lost);
        }
        Candidate best = ranking.leader().map(top -> byName.get(top.name())).orElse(null);
        if (best == null) {
            if (leader != null) {
                leaders.vacate(seat.symbol(), seat.timeframe(), seat.regime());
            }
            return new Settled(leader, null, leader != null, lost);
        }
        if (leader != null && name(leader).equals(name(best))) {
            rescore(seat, best, leader, policy);
            return new Settled(leader, null, false, lost);
        }
        lead(seat, best, policy, null, null);
        return new Settled(leader, best, false, lost);
    }

    /** Makes a candidate with a file the leader. */
    void lead(Seat seat, Candidate best, LeaderPolicy policy, @Nullable String pinnedBy, @Nullable String reason) {
        Long artifact = best.artifactId();
        if (artifact == null) {
            throw new IllegalStateException("run " + best.trainingRunId() + " has no model file");
        }
        leaders.lead(
                seat.symbol(),
                seat.timeframe(),
                seat.regime(),
                best.trainingRunId(),
                best.inferenceBacktestId(),
                artifact,
                best.score(),
                best.runKey(),
                best.validationScore(),
                best.trades(),
                best.bars(),
                "UNPROVEN",
                "the verdict follows in this transaction",
                policy.primaryMetric().toString(),
                pinnedBy,
                reason);
    }

    private void rescore(Seat seat, Candidate best, Leader leader, LeaderPolicy policy) {
        if (leader.inferenceBacktestId() == best.inferenceBacktestId() && leader.performanceScore() == best.score()) {
            return;
        }
        leaders.rescore(
                seat.symbol(),
                seat.timeframe(),
                seat.regime(),
                best.inferenceBacktestId(),
                best.score(),
                best.validationScore(),
                best.trades(),
                best.bars(),
                policy.primaryMetric().toString());
    }

    private Set<Long> place(Seat seat, List<Candidate> entries, Ranking ranking) {
        Map<Name, Integer> places = new HashMap<>();
        List<Long> kept = new ArrayList<>();
        for (Competitor competitor : ranking.places()) {
            places.put(competitor.name(), places.size() + 1);
            kept.add(competitor.runId());
        }
        Set<Long> lost = new TreeSet<>();
        for (Candidate entry : entries) {
            Integer place = places.get(name(entry));
            if (!Objects.equals(place, entry.place())) {
                candidates.place(entry.trainingRunId(), entry.evaluationHash(), seat.regime(), place);
            }
            if (entry.place() != null && !kept.contains(entry.trainingRunId())) {
                lost.add(entry.trainingRunId());
            }
        }
        return lost;
    }

    static Name name(Candidate row) {
        return new Name(row.trainingRunId(), row.evaluationHash());
    }

    static Name name(Leader leader) {
        return new Name(leader.trainingRunId(), leader.evaluationHash());
    }
}
