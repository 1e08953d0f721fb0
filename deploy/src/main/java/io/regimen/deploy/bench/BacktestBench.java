package io.regimen.deploy.bench;

import com.sun.management.ThreadMXBean;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The 135 default configurations of many models: the kernel on its vector and its scalar path with several numbers of
 * threads, each taking a model at a time as activities do, beside {@link PlainBacktest} and the machine's memory bandwidth,
 * all in one run. Forecasts are random; their models are taken in turn from a few different ones.
 */
public final class BacktestBench {
    private static final int HORIZON = 12;
    private static final int MEMBERS = 3;
    private static final int DIFFERENT_MODELS = 4;
    private static final int BANDWIDTH_MEBIBYTES = 192;
    private static final long SEED = 5;
    /** Two segments, each once per configuration. */
    private static final int SEGMENTS = 2;

    private final Progress progress;
    private final int models;
    private final int size;
    private final int repeats;
    private final List<InferenceConfig> configs = InferenceGrid.defaults().expand();
    private final Bars bars;
    private final CostCurve costs;
    private final RegimeStates regimes;
    private final Segments segments;
    private final List<ForecastStreams> streams = new ArrayList<>();

    /**
     * @param models models per run
     * @param size bars that each is judged on, validation and test together
     * @param repeats runs that are counted, after one that is not; the fastest is reported
     */
    public BacktestBench(Progress progress, int models, int size, int repeats) {
        this.progress = progress;
        this.models = models;
        this.size = size;
        this.repeats = repeats;
        int purge = HORIZON + 1;
        int rows = size + purge;
        this.bars = SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", rows, SEED))
                .bars();
        this.costs = CostCurve.of(bars, Costs.defaults());
        this.regimes = states(new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars));
        this.segments = new Segments(0, 0, size / 2, size / 2 + purge, rows);
        for (int k = 0; k < Math.min(models, DIFFERENT_MODELS); k++) {
            streams.add(forecasts(new SplittableRandom(SEED + k), rows));
        }
    }

    /**
     * What a way of judging takes.
     *
     * @param nsPerConfigurationBar wall time per model, configuration and bar
     * @param backtestsPerSecond configurations on one segment each
     * @param bytesAllocated on the heap, per model, configuration and bar
     * @param timesPlain how many times the plain loop's speed on one thread
     * @param bandwidthGb memory bandwidth of as many threads, in 10^9 bytes per second
     * @param floorBytes bytes that have to be read from memory per model, configuration and bar
     * @param floorNs the time that takes at this bandwidth
     * @param timesFloor how many times the floor
     */
    public record Row(
            String path,
            int threads,
            int models,
            int bars,
            double seconds,
            double nsPerConfigurationBar,
            double backtestsPerSecond,
            double bytesAllocated,
            @Nullable Double timesPlain,
            double bandwidthGb,
            double floorBytes,
            double floorNs,
            double timesFloor) {}

    /** Measures everything: the plain loop on one model, the kernel on all of them. */
    public List<Row> run(List<Integer> threadCounts) throws Exception {
        SortedMap<Integer, Double> bandwidth = new TreeMap<>();
        for (int threads : threadCounts) {
            progress.step("memory bandwidth of " + threads + " thread" + (threads == 1 ? "" : "s"));
            bandwidth.put(threads, MemoryBandwidth.measure(threads, BANDWIDTH_MEBIBYTES));
        }
        double single = bandwidth.getOrDefault(1, bandwidth.sequencedValues().getFirst());
        progress.step("plain loop, one model");
        Row plain = row("plain", 1, 1, single, null, model -> plain(streams.getFirst()));
        List<Row> out = new ArrayList<>(List.of(plain));
        for (Arithmetic arithmetic : Arithmetic.values()) {
            if (arithmetic == Arithmetic.VECTOR && !Arithmetic.available()) {
                progress.step("no vector path: this JVM lacks " + Arithmetic.MODULE);
                continue;
            }
            InferenceBacktester backtester =
                    new InferenceBacktester(bars, regimes, segments, costs, HORIZON, 0, arithmetic);
            for (int threads : threadCounts) {
                String path = arithmetic.name().toLowerCase(Locale.ROOT);
                progress.step(path + " path, " + models + " models, threads: " + threads);
                out.add(row(
                        path,
                        threads,
                        models,
                        bandwidth.getOrDefault(threads, single),
                        plain.nsPerConfigurationBar(),
                        model -> backtester
                                .run(streams.get(model % streams.size()), configs)
                                .size()));
            }
        }
        return out;
    }

    /** Judges one model. */
    private interface Judging {
        int of(int model);
    }

    /** What both ways make of a model's configurations on the test segment: trades and P&amp;L, plain first. */
    List<List<Double>> compared(InferenceConfig config) {
        PlainBacktest.Outcome plain = new PlainBacktest(bars, costs, regimes, streams.getFirst(), HORIZON, config)
                .run(segments.testFrom(), segments.testTo() - 2);
        Metrics kernel = new InferenceBacktester(bars, regimes, segments, costs, HORIZON, 0, Arithmetic.best())
                .run(streams.getFirst(), List.of(config))
                .getFirst()
                .test()
                .total();
        return List.of(
                List.of((double) plain.trades(), plain.pnl(), plain.drawdown()),
                List.of(
                        (double) kernel.trades(),
                        kernel.totalPnl(),
                        Objects.requireNonNullElse(kernel.maxDrawdown(), 0.0)));
    }

    private int plain(ForecastStreams of) {
        int trades = 0;
        for (InferenceConfig config : configs) {
            PlainBacktest backtest = new PlainBacktest(bars, costs, regimes, of, HORIZON, config);
            trades += backtest.run(segments.validationFrom(), segments.validationTo() - 2)
                    .trades();
            trades += backtest.run(segments.testFrom(), segments.testTo() - 2).trades();
        }
        return trades;
    }

    private Row row(
            String path, int threads, int count, double bytesPerSecond, @Nullable Double plainNs, Judging judging)
            throws Exception {
        double best = Double.POSITIVE_INFINITY;
        double allocated = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i <= repeats; i++) {
                AtomicInteger next = new AtomicInteger();
                List<Future<Long>> parts = new ArrayList<>();
                long start = System.nanoTime();
                for (int k = 0; k < threads; k++) {
                    parts.add(pool.submit(() -> work(next, count, judging)));
                }
                long bytes = 0;
                for (Future<Long> part : parts) {
                    bytes += part.get();
                }
                if (i > 0) {
                    best = Math.min(best, (System.nanoTime() - start) / 1e9);
                    allocated = bytes;
                }
            }
        }
        double cells = (double) count * configs.size() * size;
        double ns = best * 1e9 / cells;
        double floorBytes = floorBytes();
        double floorNs = floorBytes / bytesPerSecond * 1e9;
        return new Row(
                path,
                threads,
                count,
                size,
                best,
                ns,
                SEGMENTS * count * configs.size() / best,
                allocated / cells,
                plainNs == null ? null : plainNs / ns,
                bytesPerSecond / 1e9,
                floorBytes,
                floorNs,
                ns / floorNs);
    }

    private static long work(AtomicInteger next, int count, Judging judging) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int model = next.getAndIncrement(); model < count; model = next.getAndIncrement()) {
            if (judging.of(model) == 0) {
                throw new IllegalStateException("nothing was judged");
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * Each forecast of each head and member, and of prices, costs and regimes five numbers per bar, read once for all
     * configurations of a model: what no way of computing can do without.
     */
    private double floorBytes() {
        int perBar = (Heads.of(HORIZON).size() + 1) * MEMBERS + 5;
        return (double) perBar * Double.BYTES / configs.size();
    }

    private static ForecastStreams forecasts(SplittableRandom random, int rows) {
        Heads heads = Heads.of(HORIZON);
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        for (int head = 0; head < heads.size(); head++) {
            direct.put(head, members(random, rows, heads.step(head)));
        }
        return new ForecastStreams(0, heads, direct, members(random, rows, HORIZON));
    }

    /** Members share half of what they say. */
    private static List<Vector> members(SplittableRandom random, int rows, int step) {
        double scale = 3e-4 * Math.sqrt(step);
        List<Vector> out = new ArrayList<>();
        Vector common = new Vector(rows);
        for (int i = 0; i < rows; i++) {
            common.set(i, random.nextGaussian());
        }
        for (int member = 0; member < MEMBERS; member++) {
            Vector own = new Vector(rows);
            for (int i = 0; i < rows; i++) {
                own.set(i, scale * (0.7 * common.get(i) + 0.7 * random.nextGaussian()));
            }
            out.add(own);
        }
        return out;
    }

    static RegimeStates states(Regimes regimes) {
        return new RegimeStates() {
            @Override
            public int count() {
                return regimes.names().size();
            }

            @Override
            public int at(int bar) {
                return regimes.at(bar);
            }
        };
    }
}
