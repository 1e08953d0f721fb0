package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.regimen.db.RegimeQueries;
import io.regimen.db.RegimeView;
import java.util.List;

/** The regimes that runs are judged in. */
@Controller("/api")
final class CatalogueController {
    private final RegimeQueries regimes;

    CatalogueController(RegimeQueries regimes) {
        this.regimes = regimes;
    }

    /** Every version of every regime. */
    @Get("/regimes")
    List<RegimeView> regimes() {
        return regimes.all();
    }
}
