package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.db.RejudgementRepository.Counts;
import io.regimen.db.RejudgementRepository.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class RejudgementRepositoryTest {
    private final TestDatabase database;
    private final RejudgementRepository rejudgements;

    RejudgementRepositoryTest(TestDatabase database) {
        this.database = database;
        this.rejudgements = database.get(RejudgementRepository.class);
    }

    @Test
    void matches_everyFilterNarrows() {
        long leader = database.runWithFile("1");
        long other = database.runWithFile("2");
        long running = database.run("3", "workflow").id();
        database.execute("update training_runs set status = 'completed' where id in (" + leader + ", " + other + ")");
        database.execute("update training_runs set symbol = 'GBPUSD' where id = " + other);
        database.execute("update artifacts set state = 'DELETED' where training_run_id = " + other);
        database.lead("calm_ranging", leader, 1);

        assertEquals(List.of(leader, other), matching("{}", null, null, null, false));
        assertEquals(List.of(leader), matching("{}", null, null, null, true));
        assertEquals(List.of(other), matching("{}", "GBPUSD", "1h", "ridge", false));
        assertEquals(List.of(), matching("{}", "GBPUSD", "4h", null, false));
        assertEquals(List.of(), matching("{}", null, null, "xgboost", false));
        assertEquals(List.of(other, running), matching("{" + running + "," + other + ",99}", null, null, null, false));
        assertEquals(
                List.of(true, false),
                rejudgements.matches("{}", null, null, null, false, 10).stream()
                        .map(Match::hasFile)
                        .toList());
        assertEquals(1, rejudgements.matches("{}", null, null, null, false, 1).size());
    }

    @Test
    void runs_endOnceAndAreCounted() {
        long first = database.runWithFile("1");
        long second = database.runWithFile("2");
        long id = add("u1");
        rejudgements.addRun(id, 0, first, "c", "e", "{}", "ridge", "pending", null);
        rejudgements.addRun(id, 0, first, "c", "e", "{}", "ridge", "pending", null);
        rejudgements.addRun(id, 1, second, "c", "e", "{}", "ridge", "refused", "no file");

        assertEquals(1, rejudgements.start(id, 0));
        assertEquals(0, rejudgements.start(id, 1));
        assertEquals(1, rejudgements.unfinished(id).size());
        assertEquals(1, rejudgements.endRun(id, 0, "judged", "[\"calm_ranging\"]", null, null));
        assertEquals(0, rejudgements.endRun(id, 0, "failed", "[]", "ERROR", "late"));

        assertEquals(new Counts(0, 0, 1, 0, 1, 0, 0), rejudgements.counts(id));
        assertEquals(
                "[\"calm_ranging\"]", rejudgements.item(id, 0).orElseThrow().leads());
        RejudgementQueries queries = database.get(RejudgementQueries.class);
        assertEquals(
                List.of("no file"),
                queries.runs(id, "refused", Paging.FIRST).items().stream()
                        .map(RejudgedRunView::reason)
                        .toList());
        RejudgementView view = queries.latest("again").orElseThrow();
        assertEquals(1, view.judged());
        assertEquals(1, view.refused());
        assertEquals(List.of(view), queries.list(Paging.FIRST).items());
    }

    @Test
    void judged_areTheTermsOfEvaluationsThatCameToTheirEnd() {
        long run = database.runWithFile("1");
        long other = database.runWithFile("2");
        database.execute("""
                insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)
                select r.id, e.hash, cast(e.terms as jsonb), 'rejudgement', e.status, 'w'
                from training_runs r cross join (values ('e1', '{"costs": {}}', 'completed'),
                  ('e2', '{"inference": {}}', 'completed'), ('e3', '{}', 'running')) e(hash, terms, status)""");

        assertEquals(
                List.of("{\"costs\": {}}", "{\"inference\": {}}"),
                database.get(RejudgementQueries.class).judged("{" + run + ",99}").stream()
                        .map(RejudgementQueries.JudgedTerms::evaluation)
                        .sorted()
                        .toList());
        assertEquals(
                4,
                database.get(RejudgementQueries.class)
                        .judged("{" + run + "," + other + "}")
                        .size());
    }

    @Test
    void abandoned_isAnEarlierOneThatIsStillOpen() {
        long first = add("u1");
        long second = add("u2");

        assertEquals(second, add("u2"), "the same execution is added once");
        assertEquals(1, rejudgements.abandoned("rejudge-again", second).size());
        assertEquals(1, rejudgements.end(first, "cancelled"));
        assertEquals(0, rejudgements.end(first, "completed"));
        assertTrue(rejudgements.abandoned("rejudge-again", second).isEmpty());
    }

    private long add(String uuid) {
        rejudgements.add(uuid, "again", "rejudge-again", "{}", 2, "test");
        return rejudgements.byUuid(uuid).orElseThrow().id();
    }

    private List<Long> matching(
            String runs, @Nullable String symbol, @Nullable String timeframe, @Nullable String model, boolean leaders) {
        return rejudgements.matches(runs, symbol, timeframe, model, leaders, 10).stream()
                .map(Match::id)
                .toList();
    }
}
