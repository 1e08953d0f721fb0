package io.regimen.api.history;

import io.regimen.api.web.Rejection;
import io.regimen.db.RunQueries;
import io.regimen.db.RunView;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Training runs as paths name them: by id or by run key. */
@Singleton
public final class RunLookup {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final RunQueries runs;

    RunLookup(RunQueries runs) {
        this.runs = runs;
    }

    /**
     * The run of a path.
     *
     * @throws Rejection 404 if there is no such run
     */
    public RunView run(String ref) {
        Optional<RunView> run = ID.matcher(ref).matches() ? runs.byId(Long.parseLong(ref)) : runs.byKey(ref);
        return run.orElseThrow(() -> unknown(ref));
    }

    /**
     * The evaluation asked for, the run's current one if null.
     *
     * @throws Rejection 404 if the run was not judged under it
     */
    public String evaluation(RunView run, @Nullable String evaluation) {
        if (evaluation == null) {
            return run.evaluationHash();
        }
        if (runs.evaluations(run.id()).stream()
                .noneMatch(known -> known.evaluationHash().equals(evaluation))) {
            throw Rejection.notFound("Run " + run.id() + " has no evaluation \"" + evaluation + "\"; GET /api/runs/"
                    + run.id() + " lists them");
        }
        return evaluation;
    }

    static Rejection unknown(String ref) {
        return Rejection.notFound("There is no run \"" + ref + "\"; give its id or its whole run key");
    }
}
