package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.db.DatasetQueries;
import io.regimen.db.DatasetView;
import io.regimen.db.Page;
import io.regimen.db.RegimeQueries;
import io.regimen.db.RegimeView;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.CatalogueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The datasets that can be trained on, the features that can be asked for, and the regimes that runs are judged in. */
@Controller("/api")
final class CatalogueController {
    private final DatasetQueries datasets;
    private final RegimeQueries regimes;

    CatalogueController(DatasetQueries datasets, RegimeQueries regimes) {
        this.datasets = datasets;
        this.regimes = regimes;
    }

    /** Datasets, newest first. */
    @Get("/datasets")
    Page<DatasetView> datasets(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return datasets.list(
                Params.symbol(symbol), Params.timeframe("timeframe", timeframe), Params.paging(limit, offset));
    }

    /** Every column that a feature set can hold: what it means, how far it looks back, and how a grid asks for it. */
    @Get("/features")
    List<CatalogueEntry> features() {
        return Catalogue.ENTRIES;
    }

    /** Every version of every regime. */
    @Get("/regimes")
    List<RegimeView> regimes() {
        return regimes.all();
    }
}
