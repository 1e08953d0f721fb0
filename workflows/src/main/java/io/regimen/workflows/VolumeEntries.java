package io.regimen.workflows;

import java.util.List;

/** Volume by price, and volume against the movement it bought. */
final class VolumeEntries {
    private static final String BINS = "bars 100, bins 24";
    private static final String AREA = "bars 100, bins 24, percent 70";
    private static final String RANGE = "share of the window's range";

    static final List<CatalogueEntry> PROFILE = new Entries("volume_profile")
            .of("volume_profile", "Steidlmayer, 1984", "high", "low", "close", "volume")
            .add("profile_poc", 99, RANGE, BINS, "close less the price with most volume")
            .add("profile_poc_share", 99, "share of volume", BINS, "volume at that price")
            .add("profile_value_low", 99, RANGE, AREA, "close less the lower end of the value area")
            .add("profile_value_high", 99, RANGE, AREA, "upper end of the value area less close")
            .add("profile_value_width", 99, RANGE, AREA, "width of the value area")
            .list();

    static final List<CatalogueEntry> SPREAD = new Entries("vsa_analysis")
            .of("vsa_analysis", "Williams, 1993", "open", "high", "low", "close", "volume")
            .add("vsa_volume", 19, "share of the mean", "bars 20", "volume; 1 where there is none")
            .add("vsa_spread", 19, "share of the mean", "bars 20", "range; 1 where there is none")
            .add("vsa_close_position", 0, "-1 to 1", "", "close in the bar's range: -1 on the low, 1 on the high")
            .add("vsa_effort_result", 19, "-1 to 1", "bars 20", "volume against range: 1 all effort, -1 all result")
            .add("vsa_climax", 19, "-1, 0 or 1", "bars 20", "wide bar on great volume, signed by its direction")
            .add("vsa_no_demand", 19, "0 or 1", "bars 20", "narrow rising bar on less volume than the two before")
            .add("vsa_no_supply", 19, "0 or 1", "bars 20", "narrow falling bar on less volume than the two before")
            .add(
                    "vsa_reversal",
                    19,
                    "-1, 0 or 1",
                    "bars 20",
                    "1 stopping volume at a new low, -1 upthrust at a new high, both on great volume")
            .list();

    private VolumeEntries() {}
}
