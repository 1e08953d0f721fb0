package io.regimen.deploy.verify;

import io.regimen.deploy.role.Sql;
import java.util.List;

/** I4 for position streams: those of runs that may keep them, complete, and nothing else. */
final class StreamCheck {
    private final Sql sql;

    StreamCheck(Sql sql) {
        this.sql = sql;
    }

    List<Finding> streams() {
        return Finding.each(sql, "I4", """
                select format('position streams %s belong to no run', l.hash)
                from stream_ladders l
                where not exists (select 1 from run_stream_ladders r where r.ladder_hash = l.hash)
                union all
                select format('position streams of run %s are kept although it is %s', s.training_run_id, r.status)
                from run_streams s join training_runs r on r.id = s.training_run_id
                where r.status not in ('running', 'completed')
                union all
                select format('position streams of run %s are kept under %s, by which it was not judged',
                              s.training_run_id, s.evaluation_hash)
                from run_streams s join training_runs r on r.id = s.training_run_id
                left join run_evaluations e
                       on e.training_run_id = s.training_run_id and e.evaluation_hash = s.evaluation_hash
                where r.status = 'completed' and (e.status is null or e.status not in ('running', 'completed'))
                union all
                select format('position streams of run %s are kept for leaders and it never led', s.training_run_id)
                from run_streams s join training_runs r on r.id = s.training_run_id
                where r.status = 'completed' and s.keep = 'leaders'
                  and not exists (select 1 from kept_runs k where k.training_run_id = r.id)
                  and not exists (select 1 from promotions p
                                  where p.training_run_id = r.id and p.outcome in ('FIRST', 'PROMOTED'))
                union all
                select format('position streams of run %s under %s have no ladders', s.training_run_id, s.evaluation_hash)
                from run_streams s
                where not exists (select 1 from run_stream_ladders l where l.training_run_id = s.training_run_id
                                                                      and l.evaluation_hash = s.evaluation_hash)
                order by 1""");
    }
}
