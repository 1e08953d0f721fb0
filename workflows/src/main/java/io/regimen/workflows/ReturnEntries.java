package io.regimen.workflows;

import java.util.List;

/** Past returns, and how widely they spread. */
final class ReturnEntries {
    static final List<CatalogueEntry> AUTOREGRESSIVE = new Entries(Catalogue.AUTOREGRESSIVE)
            .of("ar_lags", "Yule, 1927", "close")
            .add("ar_<lag>", 5, "log return", "lags 5", "return of the bar that closed <lag> - 1 bars ago")
            .list();

    static final List<CatalogueEntry> VOLATILITY = new Entries("returns_volatility")
            .of("returns_volatility", "Andersen and Bollerslev, 1998", "close")
            .add("rv_<rv_window>", 20, "log return", "rv_window 20", "root mean square of one-bar returns")
            .add("return_<rv_window>", 20, "log return", "rv_window 20", "return over the window")
            .list();

    private ReturnEntries() {}
}
