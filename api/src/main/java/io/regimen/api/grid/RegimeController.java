package io.regimen.api.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.db.Paging;
import io.regimen.db.RegimeQueries;
import io.regimen.db.RegimeSetView;
import io.regimen.workflows.Problem;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeMeasure;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.regimen.workflows.regime.RegimeVersion;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Regime sets under their versions: saves, retires and tries them. */
@Controller("/api/regimes")
final class RegimeController {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{6,64}");
    private static final Pattern MARKET = Pattern.compile("([A-Za-z0-9._-]{2,24})/([0-9]{1,3}[a-zA-Z]{1,2})");
    private static final int FIRST_VERSION = 1;

    private final RegimeQueries regimes;
    private final RegimeSaver saver;
    private final DatasetQueries datasets;
    private final GridWorkflows workflows;

    RegimeController(RegimeQueries regimes, RegimeSaver saver, DatasetQueries datasets, GridWorkflows workflows) {
        this.regimes = regimes;
        this.saver = saver;
        this.datasets = datasets;
        this.workflows = workflows;
    }

    /**
     * A regime set to be tried.
     *
     * @param regimes a stored one: name, or name@version
     * @param set one that need not be stored
     * @param dataset hash, or at least six characters from the beginning of it
     * @param market instead of a dataset: its newest one
     */
    record Trial(
            @Nullable String regimes,
            @Nullable JsonNode set,
            @Nullable String dataset,
            @Nullable String market) {}

    /** The catalogue of measures that rules are made of. */
    @Get("/measures")
    List<RegimeMeasure.Entry> measures() {
        return RegimeMeasure.entries();
    }

    /** Every version of every set; the newest version of a set first. */
    @Get("/sets")
    List<RegimeSetView> sets() {
        return regimes.sets();
    }

    /** One version: name@version, or the newest of a name. */
    @Get("/sets/{ref}")
    RegimeSetView one(@PathVariable String ref) {
        return saver.one(ref);
    }

    /**
     * Saves a set as the next version of its name; one that the newest version already says is not saved again. 201 with
     * the new version, 200 with the one that was there, 422 if the set has problems.
     *
     * @param body the set; read as text, so that every mistake in it is told with its place
     */
    @Post("/sets")
    HttpResponse<RegimeSetView> save(@Body String body) {
        RegimeSaver.Saved saved = saver.save(parsed(body), "api");
        RegimeVersion.Reference reference =
                new RegimeVersion.Reference(saved.view().name(), saved.view().version());
        return saved.isNew()
                ? HttpResponse.created(saved.view(), URI.create("/api/regimes/sets/" + reference))
                : HttpResponse.ok(saved.view());
    }

    /** Retires a version: nothing new is judged under it, results stay. 409 for the four defaults. */
    @Post("/sets/{ref}/retire")
    RegimeSetView retire(@PathVariable String ref) {
        return saver.retire(ref, "api");
    }

    /** What a set makes of a dataset. Stores nothing. */
    @Post("/test")
    RegimeReport test(@Body Trial trial) {
        return workflows.test(RegimeTestRequest.of(version(trial), dataset(trial)));
    }

    private RegimeVersion version(Trial trial) {
        if ((trial.regimes() == null) == (trial.set() == null)) {
            throw bad("regimes", "give either the name of a stored set or a set", "Fill in regimes or set");
        }
        if (trial.set() != null) {
            return new RegimeVersion(parsed(trial.set().toString()), FIRST_VERSION);
        }
        RegimeSetView stored = saver.one(String.valueOf(trial.regimes()));
        return new RegimeVersion(parsed(stored.definition().toString()), stored.version());
    }

    private String dataset(Trial trial) {
        if ((trial.dataset() == null) == (trial.market() == null)) {
            throw bad("dataset", "give either a dataset or a market", "Fill in dataset or market");
        }
        List<DatasetView> found =
                trial.dataset() != null ? byHash(trial.dataset()) : newest(String.valueOf(trial.market()));
        if (found.size() != 1) {
            throw Rejection.notFound(
                    found.isEmpty()
                            ? "There are no such bars; GET /api/datasets lists what there is"
                            : "Several datasets begin with \"" + trial.dataset()
                                    + "\"; give more characters of the hash");
        }
        return found.getFirst().hash();
    }

    private List<DatasetView> byHash(String ref) {
        return HASH.matcher(ref).matches() ? datasets.byPrefix(ref) : List.of();
    }

    private List<DatasetView> newest(String market) {
        Matcher matcher = MARKET.matcher(market);
        if (!matcher.matches()) {
            throw bad("market", "not a market", "Use symbol and timeframe: EURUSD/1h");
        }
        return datasets.list(
                        Params.symbol(matcher.group(1)), Params.timeframe("market", matcher.group(2)), new Paging(1, 0))
                .items();
    }

    private static RegimeSet parsed(String json) {
        try {
            return RegimeSet.parse(json);
        } catch (RegimeException e) {
            throw Rejection.invalid(List.of(e.problem()));
        }
    }

    private static Rejection bad(String field, String message, String hint) {
        return Rejection.badRequest(new Problem(field, message, hint));
    }
}
