package io.regimen.deploy.verify;

import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Ranking;
import io.regimen.activities.step.Competition;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.CandidateRepository.Judged;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.PolicyRepository;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.workflows.leader.LeaderPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * I3: with what each run competes follows from its stored backtests under the policy of its market, and who leads each
 * regime and whose files stay follows from that: from all that was ever judged, but for what was retired or passed over
 * because its file was gone, both of which are written down. A leader that was promoted by hand is one of them.
 */
final class LeaderCheck {
    private final Sql sql;
    private final LeaderRepository leaders;
    private final CandidateRepository candidates;
    private final PolicyRepository policies;
    private final List<Finding> findings = new ArrayList<>();

    LeaderCheck(Sql sql, Backend backend) {
        this.sql = sql;
        this.leaders = backend.get(LeaderRepository.class);
        this.candidates = backend.get(CandidateRepository.class);
        this.policies = backend.get(PolicyRepository.class);
    }

    private record Market(String symbol, String timeframe) {
        @Override
        public String toString() {
            return symbol + "/" + timeframe;
        }
    }

    /** What a run competes with, free of its place. */
    private record Entry(long backtestId, double validationScore, Competitor competitor) {}

    List<Finding> leaders() {
        policies.stale()
                .forEach(market -> find(market.symbol() + "/" + market.timeframe()
                        + " does not follow the policy that was set for it; a change of policy that runs will see to"
                        + " that, as will the next one"));
        Set<Market> markets = new HashSet<>();
        Map<Market, List<Leader>> leading = leaders.all().stream()
                .collect(Collectors.groupingBy(leader -> new Market(leader.symbol(), leader.timeframe())));
        markets.addAll(leading.keySet());
        markets.addAll(sql.rows("""
                select distinct r.symbol, r.base_timeframe from training_runs r
                join run_evaluations e on e.training_run_id = r.id where e.status = 'completed'""", row -> new Market(row.getString(1), row.getString(2))));
        markets.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(market -> check(market, leading.getOrDefault(market, List.of())));
        return findings;
    }

    private void check(Market market, List<Leader> leading) {
        LeaderPolicy policy = policies.followed(market.symbol(), market.timeframe())
                .map(row -> Competition.policy(String.valueOf(row.policy())))
                .orElse(null);
        if (policy == null) {
            find(market + " was judged, but follows no policy");
            return;
        }
        SortedMap<String, Map<Name, Entry>> expected = expected(market, policy);
        TreeSet<String> regimes = new TreeSet<>(expected.keySet());
        regimes.addAll(candidates.regimes(market.symbol(), market.timeframe()));
        leading.forEach(leader -> regimes.add(leader.regimeName()));
        for (String regime : regimes) {
            Leader leader = leading.stream()
                    .filter(one -> one.regimeName().equals(regime))
                    .findFirst()
                    .orElse(null);
            check(
                    market + " " + regime,
                    policy,
                    expected.getOrDefault(regime, Map.of()),
                    leader,
                    candidates.all(market.symbol(), market.timeframe(), regime));
        }
    }

    /** A competitor of a regime. */
    private record Entrant(Name name, String regime) {}

    /** Who led when a grid began is a fact that was written down then; everything else follows. */
    private Map<Entrant, Name> incumbents(Market market) {
        Map<Entrant, Name> out = new HashMap<>();
        for (String regime : candidates.regimes(market.symbol(), market.timeframe())) {
            candidates.all(market.symbol(), market.timeframe(), regime).stream()
                    .map(Competition::competitor)
                    .forEach(competitor -> {
                        Name incumbent = competitor.incumbent();
                        if (incumbent != null) {
                            out.put(new Entrant(competitor.name(), regime), incumbent);
                        }
                    });
        }
        return out;
    }

    private SortedMap<String, Map<Name, Entry>> expected(Market market, LeaderPolicy policy) {
        Map<Entrant, Name> incumbents = incumbents(market);
        SortedMap<String, Map<Name, Entry>> out = new TreeMap<>();
        Map<Long, String> keys = new HashMap<>();
        sql.rows("select id, run_key from training_runs", row -> keys.put(row.getLong(1), row.getString(2)));
        for (Judged judged : candidates.judged(market.symbol(), market.timeframe())) {
            long run = judged.trainingRunId();
            String evaluation = judged.evaluationHash();
            Competition.choices(leaders, run, evaluation, policy)
                    .forEach((regime, choice) -> choice.ifPresent(chosen -> {
                        Competitor competitor = new Competitor(
                                run,
                                String.valueOf(keys.get(run)),
                                evaluation,
                                chosen.score(),
                                chosen.ties(),
                                incumbents.get(new Entrant(new Name(run, evaluation), regime)));
                        out.computeIfAbsent(regime, name -> new HashMap<>())
                                .put(competitor.name(), new Entry(chosen.id(), chosen.validationScore(), competitor));
                    }));
        }
        return out;
    }

    private void check(
            String place,
            LeaderPolicy policy,
            Map<Name, Entry> expected,
            @Nullable Leader leader,
            List<Candidate> stored) {
        Map<Name, Entry> found = new HashMap<>();
        Set<Long> excluded = new TreeSet<>();
        for (Candidate row : stored) {
            Competitor competitor = Competition.competitor(row);
            found.put(competitor.name(), new Entry(row.inferenceBacktestId(), row.validationScore(), competitor));
            if (row.exclusion() != null) {
                excluded.add(row.trainingRunId());
            }
        }
        Set<Name> names = new HashSet<>(expected.keySet());
        names.addAll(found.keySet());
        names.stream()
                .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
                .forEach(name -> find("run " + name.runId() + " competes for " + place + " with " + found.get(name)
                        + "; recomputed that is " + expected.get(name)));
        List<Competitor> all = expected.values().stream().map(Entry::competitor).toList();
        Ranking ranking = Ranking.of(
                all.stream()
                        .filter(competitor -> !excluded.contains(competitor.runId()))
                        .toList(),
                Ranking.admitted(all, excluded, policy),
                policy);
        List<Name> places = ranking.places().stream().map(Competitor::name).toList();
        List<Name> kept = stored.stream()
                .filter(row -> row.place() != null)
                .sorted((a, b) -> Integer.compare(place(a), place(b)))
                .map(row -> new Name(row.trainingRunId(), row.evaluationHash()))
                .toList();
        if (!places.equals(kept)) {
            find("the files that stay for " + place + " are those of " + kept + "; recomputed they are those of "
                    + places);
        }
        leader(place, expected, leader, ranking);
    }

    private void leader(String place, Map<Name, Entry> expected, @Nullable Leader leader, Ranking ranking) {
        Name best = ranking.leader().map(Competitor::name).orElse(null);
        Name now = leader == null ? null : new Name(leader.trainingRunId(), leader.evaluationHash());
        if (!Objects.equals(best, now) && (leader == null || !leader.pinned())) {
            find("the leader of " + place + " is " + now + "; recomputed it is " + best);
            return;
        }
        Entry entry = now == null ? null : expected.get(now);
        if (leader != null
                && entry != null
                && (entry.backtestId() != leader.inferenceBacktestId()
                        || entry.competitor().score() != leader.performanceScore())) {
            find("the leader of " + place + " leads with backtest " + leader.inferenceBacktestId() + " and "
                    + leader.performanceScore() + "; recomputed that is " + entry.backtestId() + " and "
                    + entry.competitor().score());
        }
    }

    private static int place(Candidate row) {
        return row.place() == null ? Integer.MAX_VALUE : row.place();
    }

    private void find(String sentence) {
        findings.add(new Finding("I3", sentence));
    }
}
