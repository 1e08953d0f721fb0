package io.regimen.deploy.verify;

import io.regimen.activities.selection.Selection;
import io.regimen.activities.step.Competition;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.deploy.role.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * I3: the leader of each market and regime equals a recomputation from the stored backtests of all completed runs, under
 * every evaluation by which they were judged with their model.
 */
final class LeaderCheck {
    private final Sql sql;
    private final LeaderRepository leaders;

    LeaderCheck(Sql sql, LeaderRepository leaders) {
        this.sql = sql;
        this.leaders = leaders;
    }

    private record Judged(long id, String runKey, String evaluationHash, String market) {
        String key() {
            return Leader.key(runKey, evaluationHash);
        }
    }

    private record Lead(String key, long backtestId, double score) {}

    List<Finding> leaders() {
        SortedMap<String, Lead> expected = new TreeMap<>();
        List<Judged> judged =
                sql.rows("""
                select r.id, r.run_key, e.evaluation_hash, r.symbol || '/' || r.base_timeframe
                from training_runs r join run_evaluations e on e.training_run_id = r.id
                where e.status = 'completed' and e.source = 'model' order by r.id, e.evaluation_hash""", row -> new Judged(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
        judged.forEach(run -> compete(run, expected));
        SortedMap<String, Lead> stored = new TreeMap<>();
        leaders.all()
                .forEach(leader -> stored.put(
                        leader.symbol() + "/" + leader.timeframe() + " " + leader.regimeName(),
                        new Lead(leader.key(), leader.inferenceBacktestId(), leader.performanceScore())));
        List<Finding> out = new ArrayList<>();
        TreeMap<String, Lead> all = new TreeMap<>(expected);
        all.putAll(stored);
        for (String place : all.keySet()) {
            if (!java.util.Objects.equals(expected.get(place), stored.get(place))) {
                out.add(new Finding(
                        "I3",
                        "the leader of " + place + " is " + stored.get(place) + "; recomputed it is "
                                + expected.get(place)));
            }
        }
        return out;
    }

    private void compete(Judged run, SortedMap<String, Lead> best) {
        Competition.choices(leaders, run.id(), run.evaluationHash())
                .forEach((regime, chosen) -> chosen.ifPresent(choice -> {
                    Lead challenger = new Lead(run.key(), choice.id(), choice.score());
                    best.merge(
                            run.market() + " " + regime,
                            challenger,
                            (leader, other) ->
                                    Selection.beats(challenger.score(), challenger.key(), leader.score(), leader.key())
                                            ? challenger
                                            : leader);
                }));
    }
}
