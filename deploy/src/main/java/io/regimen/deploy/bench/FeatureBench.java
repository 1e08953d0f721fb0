package io.regimen.deploy.bench;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.feature.Bar;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSetFile;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.FeatureStream;
import io.regimen.activities.feature.Features;
import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.market.Vendor;
import io.regimen.deploy.bench.Gauge.Reading;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bars in, features out, features stored and read: the path that every cell's numbers take, a part at a time. */
public final class FeatureBench {
    private static final List<Timeframe> TIMEFRAMES = List.of(Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1);
    private static final long SEED = 4;
    private static final int IMPORTED_COLUMNS = 10;

    private final Progress progress;
    private final Path folder;
    private final int bars;
    private final Gauge gauge;

    /**
     * @param folder an empty one for the files in between
     * @param bars bars of 15 minutes that features are computed of
     * @param warmUps runs of each part that are not counted
     * @param repeats runs that are; the median is reported
     */
    public FeatureBench(Progress progress, Path folder, int bars, int warmUps, int repeats) {
        this.progress = progress;
        this.folder = folder;
        this.bars = bars;
        this.gauge = new Gauge(warmUps, repeats);
    }

    /**
     * What a part takes.
     *
     * @param cpuSeconds processor time of its one thread
     * @param allocatedMib on the heap; the Parquet library's own memory is not on it
     * @param goalSeconds what it should take at most, if that was laid down, at the sizes it was laid down for
     * @param timesReference nanoseconds per value in shares of the reference loop's
     */
    public record Row(
            String part,
            int rows,
            int columns,
            double seconds,
            double cpuSeconds,
            double nsPerValue,
            double rowsPerSecond,
            double allocatedMib,
            double peakHeapMib,
            @Nullable Double goalSeconds,
            @Nullable Double timesReference) {}

    /** Reads bid and ask bars from a LEAN zip: a given one, or one made of so many simulated bars. */
    public Row importing(@Nullable Path data, int simulated) throws Exception {
        Path file = data == null ? folder.resolve("benchusd.zip") : data;
        if (data == null) {
            Dataset market = SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", simulated, SEED));
            LeanFile.write(market.bars(), "BENCHUSD", file);
        }
        progress.step("importing " + file.getFileName());
        ImportOptions options =
                new ImportOptions(Vendor.LEAN_OANDA, data == null ? "BENCHUSD" : null, null, null, null);
        Reading<Dataset> read =
                gauge.measure(() -> BarImporter.read(file, options).dataset());
        return row("import", read.result().size(), IMPORTED_COLUMNS, read, 2.0, null);
    }

    /** Computes, extends, streams, writes and reads the full catalogue; the reference loop runs first. */
    public List<Row> features() throws Exception {
        Bars all = market(bars);
        List<Row> out = new ArrayList<>(besideReference(all));
        FeatureSpec full = spec(Catalogue.INDICATORS, Catalogue.BLOCKS);

        progress.step("full catalogue on " + bars + " bars");
        Reading<FeatureSet> set = gauge.measure(() -> Features.compute(all, full));
        int columns = set.result().names().size();
        out.add(row("catalogue", bars, columns, set, 5.0, null));

        int added = Math.max(1, bars / 100);
        FeatureSet old = Features.compute(market(bars - added), full);
        out.add(row("append", added, columns, gauge.measure(() -> Features.append(old, all, full)), null, null));

        int streamed = Math.min(bars, 20_000);
        out.add(row("stream", streamed, columns, gauge.measure(() -> stream(all, full, streamed)), null, null));

        progress.step("writing and reading " + columns + " columns");
        String hash = full.hash("0".repeat(64));
        Path file = folder.resolve("features.parquet");
        Reading<String> written = gauge.measure(() -> FeatureSetFile.write(set.result(), hash, file));
        out.add(row("write_file", bars, columns, written, null, null));
        Reading<FeatureSet> read = gauge.measure(() -> FeatureSetFile.read(file, hash, written.result()));
        out.add(row("read_file", bars, columns, read, 0.3, null));
        progress.step("the file has " + (Files.size(file) >> 20) + " MiB");
        return out;
    }

    /** Stores the file that {@link #features} wrote and reads it from the store, as a worker does. */
    public List<Row> store(ObjectStore store) throws Exception {
        FeatureSpec full = spec(Catalogue.INDICATORS, Catalogue.BLOCKS);
        String hash = full.hash("0".repeat(64));
        Path file = folder.resolve("features.parquet");
        FeatureSet set = Features.compute(market(bars), full);
        String sha256 = FeatureSetFile.write(set, hash, file);
        String key = "bench/features.parquet";
        progress.step("through the object store");
        Reading<Boolean> put = gauge.measure(() -> {
            store.putFile(key, file);
            return true;
        });
        Path fetched = folder.resolve("fetched.parquet");
        Reading<FeatureSet> got = gauge.measure(() -> {
            store.getToFile(key, fetched);
            return FeatureSetFile.read(fetched, hash, sha256);
        });
        store.delete(key);
        int columns = set.names().size();
        return List.of(
                row("put_in_store", bars, columns, put, null, null),
                row("read_from_store", bars, columns, got, 0.3, null));
    }

    private List<Row> besideReference(Bars all) throws Exception {
        progress.step("reference loop on " + all.size() + " bars");
        Reading<Integer> plain =
                gauge.measure(() -> ReferenceLoop.columns(all, TIMEFRAMES).size());
        FeatureSpec same = spec(ReferenceLoop.INDICATORS, List.of());
        Reading<FeatureSet> ours = gauge.measure(() -> Features.compute(all, same));
        int columns = plain.result();
        double perValue = plain.seconds() * 1e9 / all.size() / columns;
        return List.of(
                row("reference_loop", all.size(), columns, plain, null, perValue),
                row("same_features", all.size(), ours.result().names().size(), ours, null, perValue));
    }

    private static Integer stream(Bars all, FeatureSpec spec, int count) {
        FeatureStream stream = new FeatureStream(spec, all.calendar());
        int usable = 0;
        for (int i = 0; i < count; i++) {
            usable += Double.isNaN(stream.add(Bar.of(all, i)).get(0)) ? 0 : 1;
        }
        return usable;
    }

    private static Bars market(int count) {
        SimulationSpec hourly = SimulationSpec.hourly("BENCHUSD", count, SEED);
        return SimulatedMarket.generate(new SimulationSpec(
                        hourly.symbol(),
                        Timeframe.M15,
                        count,
                        SEED,
                        hourly.meanDwellBars(),
                        hourly.edge(),
                        hourly.drift(),
                        hourly.startSecond()))
                .bars();
    }

    private static FeatureSpec spec(List<String> indicators, List<String> blocks) {
        SortedMap<String, List<Timeframe>> timeframes = new TreeMap<>();
        indicators.forEach(name -> timeframes.put(name, TIMEFRAMES));
        return new FeatureSpec(Timeframe.M15, timeframes, blocks, Preprocessing.defaults());
    }

    /** @param reference nanoseconds per value to compare with; null where there is nothing to compare */
    private static Row row(
            String part,
            int rows,
            int columns,
            Reading<?> reading,
            @Nullable Double goalSeconds,
            @Nullable Double reference) {
        double perValue = reading.seconds() * 1e9 / rows / columns;
        return new Row(
                part,
                rows,
                columns,
                reading.seconds(),
                reading.cpuSeconds(),
                perValue,
                rows / reading.seconds(),
                reading.allocatedMib(),
                reading.peakHeapMib(),
                goalSeconds,
                reference == null ? null : perValue / reference);
    }
}
