package io.regimen.workflows;

import java.util.List;

/** Indicators of width, and of where the price lies in it. */
final class ChannelEntries {
    static final List<CatalogueEntry> ALL = new Entries(Catalogue.INDICATOR_BLOCK)
            .of("atr", "Wilder, 1978", "high", "low", "close")
            .add("atr_14", 108, "share of price", "bars 14", "average true range")
            .of("bollinger", "Bollinger, 1983", "close")
            .add(
                    "bollinger_percent_b",
                    19,
                    "0 on the lower band, 1 on the upper",
                    "bars 20, width 2",
                    "where the close lies; 0.5 where the bands meet")
            .add("bollinger_bandwidth", 19, "share of the middle", "bars 20, width 2", "upper less lower band")
            .of("keltner", "Keltner, 1960; Raschke, 1990", "high", "low", "close")
            .add(
                    "keltner_position",
                    90,
                    "0 on the lower band, 1 on the upper",
                    "bars 20, atr 10, width 2",
                    "where the close lies; 0.5 where the bands meet")
            .add("keltner_width", 90, "share of the middle", "bars 20, atr 10, width 2", "upper less lower band")
            .of("donchian", "Donchian, 1960", "high", "low", "close")
            .add("donchian_position", 19, "0 to 1", "bars 20", "close between the lowest low and the highest high")
            .add("donchian_width", 19, "share of price", "bars 20", "highest high less lowest low")
            .list();

    private ChannelEntries() {}
}
