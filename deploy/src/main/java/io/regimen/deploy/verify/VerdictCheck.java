package io.regimen.deploy.verify;

import io.regimen.activities.step.Verdicts;
import io.regimen.deploy.role.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * I3 of verdicts: each follows from what was measured of the leader and from the trials that it says it is held against; and
 * these are no fewer than were made by what was judged, and no more than were ever made.
 */
final class VerdictCheck {
    private final Sql sql;

    VerdictCheck(Sql sql) {
        this.sql = sql;
    }

    private record Row(
            String place,
            int bars,
            String verdict,
            String reason,
            String evidence,
            @Nullable String measures,
            long trials,
            long judgedTrials,
            long allTrials) {}

    List<Finding> verdicts() {
        List<Finding> out = new ArrayList<>();
        for (Row row : sql.rows(
                """
                select l.symbol || '/' || l.timeframe || ' ' || l.regime_name, l.bars, l.verdict, l.verdict_reason,
                       l.evidence::text, e.measures::text, (l.evidence #>> '{ledger,trials}')::bigint,
                       (select coalesce(sum(t.distinct_streams), 0) from trial_ledger t
                        join training_runs r on r.run_key = t.run_key
                        join run_evaluations j on j.training_run_id = r.id and j.evaluation_hash = t.evaluation_hash
                        where t.symbol = l.symbol and t.timeframe = l.timeframe and j.status = 'completed'),
                       (select coalesce(sum(distinct_streams), 0) from trial_ledger t
                        where t.symbol = l.symbol and t.timeframe = l.timeframe)
                from regime_best_models l
                join inference_backtests b on b.id = l.inference_backtest_id
                left join leader_evidence e on e.training_run_id = l.training_run_id
                    and e.evaluation_hash = b.evaluation_hash and e.regime_name = l.regime_name
                    and e.inference_backtest_id = l.inference_backtest_id
                where l.evidence is not null order by 1""",
                row -> new Row(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)))) {
            Verdicts.Reached reached = Verdicts.reached(row.measures(), row.bars(), Verdicts.ledger(row.evidence()));
            if (!reached.outcome().name().equals(row.verdict())
                    || !reached.reason().equals(row.reason())) {
                out.add(new Finding(
                        "I3",
                        "the verdict on the leader of " + row.place() + " is " + row.verdict() + " (" + row.reason()
                                + "); recomputed it is " + reached.outcome() + " (" + reached.reason() + ")"));
            }
            if (row.trials() < row.judgedTrials() || row.trials() > row.allTrials()) {
                out.add(new Finding(
                        "I3",
                        "the leader of " + row.place() + " is held against " + row.trials() + " trials; "
                                + row.judgedTrials() + " were made by what was judged on its market, "
                                + row.allTrials() + " were ever made there"));
            }
        }
        return out;
    }
}
