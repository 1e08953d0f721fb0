package io.regimen.deploy.verify;

import io.regimen.activities.selection.Selection;
import io.regimen.activities.step.Competition;
import io.regimen.db.LeaderRepository;
import io.regimen.deploy.role.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** I3: the leader of each market and regime equals a recomputation from the stored backtests of all completed runs. */
final class LeaderCheck {
    private final Sql sql;
    private final LeaderRepository leaders;

    LeaderCheck(Sql sql, LeaderRepository leaders) {
        this.sql = sql;
        this.leaders = leaders;
    }

    private record Run(long id, String runKey, String market) {}

    private record Lead(String runKey, long backtestId, double score) {}

    List<Finding> leaders() {
        SortedMap<String, Lead> expected = new TreeMap<>();
        List<Run> judged = sql.rows("""
                select id, run_key, symbol || '/' || base_timeframe from training_runs
                where judged and status in ('running', 'completed') order by id""", row -> new Run(row.getLong(1), row.getString(2), row.getString(3)));
        judged.forEach(run -> compete(run, expected));
        SortedMap<String, Lead> stored = new TreeMap<>();
        leaders.all()
                .forEach(leader -> stored.put(
                        leader.symbol() + "/" + leader.timeframe() + " " + leader.regimeName(),
                        new Lead(leader.runKey(), leader.inferenceBacktestId(), leader.performanceScore())));
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

    private void compete(Run run, SortedMap<String, Lead> best) {
        Competition.choices(leaders, run.id())
                .forEach((regime, chosen) -> chosen.ifPresent(choice -> {
                    Lead challenger = new Lead(run.runKey(), choice.id(), choice.score());
                    best.merge(
                            run.market() + " " + regime,
                            challenger,
                            (leader, other) -> Selection.beats(
                                            challenger.score(), challenger.runKey(), leader.score(), leader.runKey())
                                    ? challenger
                                    : leader);
                }));
    }
}
