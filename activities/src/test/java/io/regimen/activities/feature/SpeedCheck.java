package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.*;
import java.util.*;

final class SpeedCheck {
    public static void main(String[] a) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        Catalogue.INDICATORS.forEach(n -> tfs.put(n, List.of(Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1)));
        Bars h = Walks.hourly(60000, 3);
        Bars.Builder b = new Bars.Builder(Timeframe.M15, false);
        for (int i = 0; i < 60000; i++)
            b.add(Walks.START + 900L * i, h.open(i), h.high(i), h.low(i), h.close(i), h.volume(i), 0);
        Bars bars = b.build();
        FeatureSpec spec = new FeatureSpec(Timeframe.M15, tfs, Catalogue.BLOCKS, Preprocessing.defaults());
        for (int k = 0; k < Integer.parseInt(a[0]); k++) {
            long t = System.nanoTime();
            FeatureSet s = Features.compute(bars, spec);
            System.err.println((System.nanoTime() - t) / 1e9 + " s, "
                    + s.names().size() + " columns, warm-up " + s.warmup() + ", heap MB "
                    + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6);
        }
    }
}
