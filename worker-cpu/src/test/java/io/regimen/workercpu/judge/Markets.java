package io.regimen.workercpu.judge;

import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.market.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Markets by name, and the same with another future. */
enum Markets {
    /** Quoted, hourly, ten years and more. */
    EURUSD,
    /** A perpetual contract without quotes, every hour of the week. */
    BTCUSDT,
    /** Quoted, with regimes and an edge. */
    SIMULATED;

    private static final double JUMP = 1.01;

    /** The last bars of the market; skips the test where the real file is not there. */
    Bars bars(int last) {
        Bars all = switch (this) {
            case EURUSD -> real("lean/oanda/hour/eurusd.zip", "lean-oanda");
            case BTCUSDT -> real("binance-perp/BTCUSDT_1h.csv.gz", "csv");
            case SIMULATED -> simulated(last, 7);
        };
        Bars.Builder out = new Bars.Builder(all.timeframe(), all.quoted()).calendar(all.calendar());
        for (int i = all.size() - last; i < all.size(); i++) {
            add(out, all, i, i, 1);
        }
        return out.build();
    }

    /** A simulated market whose edge pays. */
    static Bars simulated(int bars, long seed) {
        return SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", bars, seed))
                .bars();
    }

    private static Bars real(String name, String vendor) {
        Path file = Path.of(System.getProperty("regimen.shared", "../../shared"), "data", name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return BarImporter.read(file, ImportOptions.of(Vendor.parse(vendor)))
                .dataset()
                .bars();
    }

    /**
     * The same bars up to t; after it a jump, then the moves, volumes and spreads of the later bars in another order. The
     * jump makes the next open already another one, although these markets open where they closed.
     */
    static Bars shuffledAfter(Bars bars, int t, long seed) {
        List<Integer> later = new ArrayList<>();
        for (int i = t + 1; i < bars.size(); i++) {
            later.add(i);
        }
        Collections.shuffle(later, new Random(seed));
        Bars.Builder out = new Bars.Builder(bars.timeframe(), bars.quoted()).calendar(bars.calendar());
        double close = 0;
        for (int i = 0; i < bars.size(); i++) {
            int from = i <= t ? i : later.get(i - t - 1);
            double scale = i <= t ? 1 : close / bars.close(from - 1);
            add(out, bars, i, from, scale);
            close = bars.close(from) * scale * (i == t ? JUMP : 1);
        }
        return out.build();
    }

    private static void add(Bars.Builder to, Bars of, int i, int from, double scale) {
        to.add(
                        of.time(i),
                        of.open(from) * scale,
                        of.high(from) * scale,
                        of.low(from) * scale,
                        of.close(from) * scale,
                        of.volume(from),
                        of.halfSpread(from) * scale)
                .repaired(of.repaired(i));
    }
}
