package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.db.IntegrityView;
import io.regimen.db.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The datasets that can be trained on, and what is wrong with them. */
@Controller("/api/datasets")
final class DatasetController {
    private static final Pattern REF = Pattern.compile("[0-9a-f]{6,64}");

    private final DatasetQueries datasets;

    DatasetController(DatasetQueries datasets) {
        this.datasets = datasets;
    }

    /** Datasets, newest first. */
    @Get
    Page<DatasetView> list(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return datasets.list(
                Params.symbol(symbol), Params.timeframe("timeframe", timeframe), Params.paging(limit, offset));
    }

    /**
     * One dataset with its integrity report.
     *
     * @param ref its hash, or at least six characters from the beginning of it
     */
    @Get("/{ref}")
    DatasetDetail one(@PathVariable String ref) {
        List<DatasetView> found = REF.matcher(ref).matches() ? datasets.byPrefix(ref) : List.of();
        if (found.isEmpty()) {
            throw Rejection.notFound("There is no dataset \"" + ref
                    + "\"; give its hash, or at least six characters from the beginning of it");
        }
        if (found.size() > 1) {
            throw Rejection.notFound("Several datasets begin with \"" + ref + "\"; give more characters of the hash");
        }
        DatasetView dataset = found.getFirst();
        return new DatasetDetail(
                dataset,
                datasets.integrity(dataset.hash()).map(IntegrityView::integrity).orElse(null),
                datasets.comparisons(dataset.hash()));
    }
}
