package io.regimen.activities.selection;

import io.regimen.activities.selection.Competitor.Name;
import io.regimen.workflows.leader.LeaderPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who leads a regime by the policy, and whose files stay beside the leader's. The leader is the best of those that were
 * admitted: whose score is enough of an improvement over who led when their grid began. After it come the best others, each
 * run once, admitted or not.
 *
 * @param places the leader first; empty if nobody may lead
 */
public record Ranking(List<Competitor> places) {
    public Ranking {
        places = List.copyOf(places);
    }

    public Optional<Competitor> leader() {
        return places.stream().findFirst();
    }

    /**
     * Ranks competitors that may lead.
     *
     * @param admitted those of them that may lead, see {@link #admitted}
     */
    public static Ranking of(Collection<Competitor> competitors, Set<Name> admitted, LeaderPolicy policy) {
        List<Competitor> ordered =
                competitors.stream().sorted(Competitor.BEST_FIRST).toList();
        Optional<Competitor> leader = ordered.stream()
                .filter(competitor -> admitted.contains(competitor.name()))
                .findFirst();
        if (leader.isEmpty()) {
            return new Ranking(List.of());
        }
        List<Competitor> places = new ArrayList<>(List.of(leader.get()));
        Set<Long> runs = new HashSet<>(List.of(leader.get().runId()));
        for (Competitor competitor : ordered) {
            if (places.size() < policy.keepTopNPerRegime() && runs.add(competitor.runId())) {
                places.add(competitor);
            }
        }
        return new Ranking(places);
    }

    /**
     * Those that are enough of an improvement over their incumbent. An incumbent that would not have led under this policy,
     * or cannot lead any more, is replaced by its own; a run need not improve on itself. As incumbents depend on when a grid
     * began, and not on when its cells end, so does this.
     *
     * @param competitors all of a regime, also those that cannot lead
     * @param excluded runs that cannot lead
     */
    public static Set<Name> admitted(Collection<Competitor> competitors, Set<Long> excluded, LeaderPolicy policy) {
        Map<Name, Competitor> byName = new HashMap<>();
        competitors.forEach(competitor -> byName.put(competitor.name(), competitor));
        Admission admission = new Admission(byName, excluded, policy);
        Set<Name> out = new HashSet<>();
        byName.keySet().stream().filter(admission::admits).forEach(out::add);
        return out;
    }

    private record Admission(
            Map<Name, Competitor> competitors, Set<Long> excluded, LeaderPolicy policy, Map<Name, Boolean> known) {
        Admission(Map<Name, Competitor> competitors, Set<Long> excluded, LeaderPolicy policy) {
            this(competitors, excluded, policy, new HashMap<>());
        }

        boolean admits(Name name) {
            Boolean before = known.get(name);
            if (before != null) {
                return before;
            }
            // an incumbent began to lead before its challenger's grid: no chain comes back, but broken rows might
            known.put(name, true);
            boolean admitted = decide(name);
            known.put(name, admitted);
            return admitted;
        }

        private boolean decide(Name name) {
            Competitor challenger = competitors.get(name);
            if (challenger == null || excluded.contains(name.runId())) {
                return false;
            }
            Set<Name> passed = new HashSet<>();
            Name incumbent = challenger.incumbent();
            while (incumbent != null && passed.add(incumbent)) {
                if (incumbent.runId() == name.runId()) {
                    return true;
                }
                Competitor leader = competitors.get(incumbent);
                if (leader != null && admits(incumbent)) {
                    return policy.improves(challenger.score(), leader.score());
                }
                incumbent = leader == null ? null : leader.incumbent();
            }
            return true;
        }
    }
}
