package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.regimen.db.RegimeQueries;
import io.regimen.db.RegimeView;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.CatalogueEntry;
import java.util.List;

/** The features that can be asked for, and the regimes that runs are judged in. */
@Controller("/api")
final class CatalogueController {
    private final RegimeQueries regimes;

    CatalogueController(RegimeQueries regimes) {
        this.regimes = regimes;
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
