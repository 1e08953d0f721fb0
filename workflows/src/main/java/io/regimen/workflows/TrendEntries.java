package io.regimen.workflows;

import java.util.List;

/** Indicators of direction. */
final class TrendEntries {
    static final List<CatalogueEntry> ALL = new Entries(Catalogue.INDICATOR_BLOCK)
            .of("ema", "Brown, 1956", "close")
            .add("ema_20", 90, "share of price", "bars 20", "close over its exponential average, less 1")
            .add("ema_50", 223, "share of price", "bars 50", "close over its exponential average, less 1")
            .of("sma", "Donchian, 1960", "close")
            .add("sma_20", 19, "share of price", "bars 20", "close over its average, less 1")
            .add("sma_50", 49, "share of price", "bars 50", "close over its average, less 1")
            .add("sma_200", 199, "share of price", "bars 200", "close over its average, less 1")
            .of("macd", "Appel, 1979", "close")
            .add("macd", 116, "share of price", "fast 12, slow 26", "fast less slow exponential average")
            .add("macd_signal", 147, "share of price", "fast 12, slow 26, signal 9", "exponential average of macd")
            .add("macd_histogram", 147, "share of price", "fast 12, slow 26, signal 9", "macd less macd_signal")
            .of("adx", "Wilder, 1978", "high", "low", "close")
            .add("adx_14", 202, "0 to 100", "bars 14", "strength of the trend, either way")
            .add("plus_di_14", 108, "0 to 100", "bars 14", "upward movement in shares of the true range")
            .add("minus_di_14", 108, "0 to 100", "bars 14", "downward movement in shares of the true range")
            .of("ichimoku", "Hosoda, 1969", "high", "low", "close")
            .add("ichimoku_tenkan", 8, "share of price", "bars 9", "close over the conversion line, less 1")
            .add("ichimoku_kijun", 25, "share of price", "bars 26", "close over the base line, less 1")
            .add(
                    "ichimoku_span_a",
                    50,
                    "share of price",
                    "tenkan 9, kijun 26, displacement 26",
                    "close over the leading span that lies at this bar, less 1")
            .add(
                    "ichimoku_span_b",
                    76,
                    "share of price",
                    "bars 52, displacement 26",
                    "close over the slower leading span that lies at this bar, less 1")
            .add(
                    "ichimoku_cloud",
                    51,
                    "share of price",
                    "tenkan 9, kijun 26, slow 52",
                    "leading span a less b as known now, drawn ahead by the displacement")
            .list();

    private TrendEntries() {}
}
