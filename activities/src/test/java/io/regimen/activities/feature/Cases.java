package io.regimen.activities.feature;

import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.Vendor;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** Bars and the features asked of them: together they have every feature on every timeframe. */
enum Cases {
    WALK_1M,
    WALK_5M,
    WALK_15M,
    WALK_30M,
    WALK_1H,
    WALK_HOLES_1H,
    WALK_4H,
    WALK_1D,
    OANDA_EURUSD_1M,
    OANDA_EURUSD_1H,
    EJTRADER_GBPUSD_1H,
    EJTRADER_GBPUSD_4H,
    EJTRADER_GBPUSD_1D;

    private static final int WALK = 8700;
    private static final int REAL = 12_000;

    boolean simulated() {
        return name().startsWith("WALK");
    }

    /** The base timeframe, and those on top of it. */
    List<Timeframe> timeframes() {
        return switch (this) {
            case WALK_1M -> List.of(Timeframe.M1, Timeframe.M5, Timeframe.M15);
            case WALK_5M -> List.of(Timeframe.M5, Timeframe.M15, Timeframe.M30);
            case WALK_15M -> List.of(Timeframe.M15, Timeframe.M30, Timeframe.H1, Timeframe.H4);
            case WALK_30M -> List.of(Timeframe.M30, Timeframe.H1, Timeframe.H4);
            case WALK_1H, OANDA_EURUSD_1H, EJTRADER_GBPUSD_1H -> List.of(Timeframe.H1, Timeframe.H4, Timeframe.D1);
            case WALK_HOLES_1H -> List.of(Timeframe.H1, Timeframe.H4);
            case WALK_4H, EJTRADER_GBPUSD_4H -> List.of(Timeframe.H4, Timeframe.D1);
            case WALK_1D, EJTRADER_GBPUSD_1D -> List.of(Timeframe.D1);
            case OANDA_EURUSD_1M -> List.of(Timeframe.M1, Timeframe.M5, Timeframe.M15, Timeframe.M30);
        };
    }

    /** The whole catalogue on the case's timeframes. */
    FeatureSpec spec() {
        return everything(timeframes().getFirst(), timeframes());
    }

    /** The case's bars; a test that asks for real ones is skipped where they are absent. */
    Bars bars() {
        return switch (this) {
            case WALK_1M, WALK_5M, WALK_15M, WALK_30M, WALK_1H, WALK_4H, WALK_1D ->
                Walks.at(timeframes().getFirst(), WALK, timeframes().getFirst().seconds());
            case WALK_HOLES_1H -> Walks.withHoles(WALK, 3);
            case OANDA_EURUSD_1M -> minutes();
            case OANDA_EURUSD_1H -> last(read("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA), REAL);
            case EJTRADER_GBPUSD_1H -> last(read("ejtrader/GBPUSD_h1.csv.gz", Vendor.EJTRADER), REAL);
            case EJTRADER_GBPUSD_4H -> last(read("ejtrader/GBPUSD_h4.csv.gz", Vendor.EJTRADER), REAL);
            case EJTRADER_GBPUSD_1D -> read("ejtrader/GBPUSD_d1.csv.gz", Vendor.EJTRADER);
        };
    }

    static FeatureSpec everything(Timeframe base, List<Timeframe> timeframes) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        Catalogue.INDICATORS.forEach(name -> tfs.put(name, timeframes));
        // holes of real bars are no reason to skip rows here: every row is to be tested
        Preprocessing preprocessing =
                new Preprocessing(5, 20, 0, 0.1, 0, FeatureScaling.STANDARD, 0, DayBoundary.MARKET);
        return new FeatureSpec(base, tfs, Catalogue.BLOCKS, preprocessing);
    }

    private static Bars last(Bars bars, int size) {
        return Walks.part(bars, Math.max(0, bars.size() - size), bars.size());
    }

    /** From 1 to 13 May 2014. */
    private static Bars minutes() {
        List<Bars> days = new ArrayList<>();
        for (int day : List.of(1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13)) {
            days.add(read("lean/oanda/minute/eurusd/201405%02d_quote.zip".formatted(day), Vendor.LEAN_OANDA));
        }
        Bars.Builder out = new Bars.Builder(Timeframe.M1, false);
        for (Bars day : days) {
            for (int i = 0; i < day.size(); i++) {
                out.add(day.time(i), day.open(i), day.high(i), day.low(i), day.close(i), day.volume(i), 0);
            }
        }
        return out.build();
    }

    private static Bars read(String name, Vendor vendor) {
        Path file = Path.of(System.getProperty("regimen.shared", "../../shared"), "data", name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return BarImporter.read(file, ImportOptions.of(vendor)).dataset().bars();
    }
}
