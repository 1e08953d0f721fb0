package io.regimen.workflows;

import java.util.List;

/** Indicators of speed and of money behind it. */
final class MomentumEntries {
    static final List<CatalogueEntry> ALL = new Entries(Catalogue.INDICATOR_BLOCK)
            .of("rsi", "Wilder, 1978", "close")
            .add("rsi_14", 108, "0 to 100", "bars 14", "relative strength; 50 where nothing moved")
            .of("stochastic", "Lane, 1984", "high", "low", "close")
            .add("stochastic_k_14", 13, "0 to 100", "bars 14", "close between the lowest low and the highest high")
            .add("stochastic_d_14", 15, "0 to 100", "bars 14, average 3", "average of stochastic_k_14")
            .of("williams_r", "Williams, 1973", "high", "low", "close")
            .add("williams_r_14", 13, "-100 to 0", "bars 14", "close below the highest high, in shares of the range")
            .of("cci", "Lambert, 1980", "high", "low", "close")
            .add("cci_20", 19, "mean deviations / 0.015", "bars 20", "typical price over its average")
            .of("roc", "Pring, 1980", "close")
            .add("roc_10", 10, "share of price", "bars 10", "change of the close over the window")
            .of("momentum", "Pring, 1980", "high", "low", "close")
            .add("momentum_10", 108, "ATR", "bars 10, atr 14", "change of the close over the window")
            .of("trix", "Hutson, 1983", "close")
            .add("trix_15", 172, "share of price", "bars 15", "one-bar change of a threefold exponential average")
            .add("trix_signal_15", 203, "share of price", "bars 15, signal 9", "exponential average of trix_15")
            .of("obv", "Granville, 1963", "close", "volume")
            .add("obv_20", 20, "-1 to 1", "bars 20", "volume of rising less falling bars, in shares of all volume")
            .of("mfi", "Quong and Soudack, 1989", "high", "low", "close", "volume")
            .add("mfi_14", 14, "0 to 100", "bars 14", "rising share of the money flow; 50 where none flowed")
            .list();

    private MomentumEntries() {}
}
