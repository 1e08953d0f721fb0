package io.regimen.deploy.bench;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SimulatedFilter;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulatedRegime;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.RegimeTester;
import io.regimen.activities.regime.Regimes;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.ExampleRegimes;
import io.regimen.workflows.regime.RegimeVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How well regimes are told on markets whose regimes are known, and what is taken for a trend where there is none. */
public final class RegimeBench {
    /** What the detector is called that knows the truth but for the noise. */
    static final String CEILING = "filter that knows all parameters";
    /** Bars on which the tester is timed. */
    static final int TIMED_BARS = 60_000;

    private static final int TIMES = 3;

    private final Progress progress;
    private final int bars;
    private final int seeds;
    private final List<RegimeVersion> sets;
    /** Bars that no detector is judged on: the longest look-back. */
    private final int warmUp;

    /**
     * @param bars of each market
     * @param seeds markets of each kind
     * @param sets whose regimes are called as the simulated ones
     * @throws IllegalArgumentException if nothing is left of the bars after the longest look-back
     */
    public RegimeBench(Progress progress, int bars, int seeds, List<RegimeVersion> sets) {
        this.progress = progress;
        this.bars = bars;
        this.seeds = seeds;
        this.sets = List.copyOf(sets);
        this.warmUp = sets.stream()
                .mapToInt(version -> version.set().lookBack(Timeframe.H1.seconds()))
                .max()
                .orElse(0);
        if (bars < 2 * warmUp) {
            throw new IllegalArgumentException(
                    "the first " + warmUp + " bars are looked back on: give at least " + 2 * warmUp);
        }
    }

    /** The sets that come with the program, and the examples of detectors. */
    public static List<RegimeVersion> allSets() {
        return Stream.concat(
                        BuiltInRegimes.all().stream(),
                        ExampleRegimes.all().stream().map(set -> new RegimeVersion(set, 1)))
                .toList();
    }

    /** Bars at the beginning of each market on which nothing is judged. */
    public int warmUp() {
        return warmUp;
    }

    /**
     * A detector on simulated markets of one regime length, over all seeds.
     *
     * @param meanDwell bars that a regime lasts on average
     * @param accuracy share of bars whose regime is told right
     * @param lowest accuracy of the seed with the lowest
     * @param delay median of the bars from the start of a regime until it is told for the first time; null if it never is
     * @param missed share of the regimes that are never told while they last
     */
    public record Row(
            int meanDwell,
            String detector,
            double accuracy,
            double lowest,
            @Nullable Double delay,
            double missed) {}

    /**
     * What a set says on prices without drift and without edge.
     *
     * @param trending share of bars said to trend
     */
    public record NullRow(String market, String regimes, double trending) {}

    /**
     * Processor time of the tester, which has one thread, on {@value #TIMED_BARS} bars: the least of a few times.
     *
     * @param detector a set by name and version
     */
    public record TimeRow(String detector, double milliseconds) {}

    /** All sets beside the filter that knows the parameters. */
    public List<Row> run(List<Integer> meanDwells) {
        List<Row> out = new ArrayList<>();
        for (int dwell : meanDwells) {
            List<Outcome> ceiling = new ArrayList<>();
            SortedMap<Integer, List<Outcome>> told = new TreeMap<>();
            for (long seed = 1; seed <= seeds; seed++) {
                progress.step("regimes of " + dwell + " bars, seed " + seed);
                SimulationSpec spec = spec(dwell, seed, SimulationSpec.hourly("EURUSD", bars, seed));
                Dataset market = SimulatedMarket.generate(spec);
                List<SimulatedRegime> filtered = SimulatedFilter.filter(market, spec);
                ceiling.add(Outcome.of(market, warmUp, t -> filtered.get(t).toString()));
                for (int i = 0; i < sets.size(); i++) {
                    told.computeIfAbsent(i, set -> new ArrayList<>())
                            .add(Outcome.of(market, warmUp, names(sets.get(i), market.bars())));
                }
            }
            out.add(row(dwell, CEILING, ceiling));
            told.forEach((set, outcomes) ->
                    out.add(row(dwell, sets.get(set).reference().toString(), outcomes)));
        }
        return out;
    }

    /** What the tester takes under each set. */
    public List<TimeRow> times() {
        Bars market = SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", TIMED_BARS, 1))
                .bars();
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        List<TimeRow> out = new ArrayList<>();
        for (RegimeVersion version : sets) {
            progress.step("tester under " + version.reference());
            long quickest = Long.MAX_VALUE;
            for (int time = 0; time < TIMES; time++) {
                long start = processor.getCurrentThreadCpuTime();
                RegimeTester.test(market, version, "simulated", "EURUSD/1h");
                quickest = Math.min(quickest, processor.getCurrentThreadCpuTime() - start);
            }
            out.add(new TimeRow(version.reference().toString(), quickest / 1e6));
        }
        return out;
    }

    /** The demonstration's market with regimes of another length. */
    private static SimulationSpec spec(int dwell, long seed, SimulationSpec like) {
        return new SimulationSpec(
                like.symbol(),
                like.timeframe(),
                like.bars(),
                seed,
                dwell,
                like.edge(),
                like.drift(),
                like.startSecond());
    }

    /** The trends that are no trends: on a Gaussian walk, and on simulated markets without drift and edge. */
    public List<NullRow> withoutTrends() {
        List<NullRow> out = new ArrayList<>();
        for (RegimeVersion regimes : sets) {
            progress.step("markets without trends under " + regimes.reference());
            double walks = 0;
            double markets = 0;
            for (long seed = 1; seed <= seeds; seed++) {
                SimulationSpec like = SimulationSpec.hourly("EURUSD", bars, seed);
                SimulationSpec still = new SimulationSpec(
                        like.symbol(),
                        like.timeframe(),
                        bars,
                        seed,
                        like.meanDwellBars(),
                        0,
                        false,
                        like.startSecond());
                walks += trending(regimes, walk(seed)) / seeds;
                markets += trending(regimes, SimulatedMarket.generate(still).bars()) / seeds;
            }
            String name = regimes.reference().toString();
            out.add(new NullRow("Gaussian random walk", name, walks));
            out.add(new NullRow("simulated market, no drift, no edge", name, markets));
        }
        return out;
    }

    private double trending(RegimeVersion version, Bars bars) {
        IntFunction<String> names = names(version, bars);
        double count = 0;
        for (int t = warmUp; t < bars.size(); t++) {
            count += names.apply(t).endsWith("_trending") ? 1 : 0;
        }
        return count / (bars.size() - warmUp);
    }

    private Bars walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 1;
        for (int i = 0; i < bars; i++) {
            double open = price;
            price *= Math.exp(0.001 * random.nextGaussian());
            out.add(3600L * i, open, Math.max(open, price), Math.min(open, price), price, 0, 0);
        }
        return out.build();
    }

    /** What a set says of each bar, without the name of the set. */
    private static IntFunction<String> names(RegimeVersion version, Bars bars) {
        Regimes regimes = new RegimeClassifier(version).classify(bars);
        List<String> plain = regimes.names().stream()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .toList();
        return t -> plain.get(regimes.at(t));
    }

    private static Row row(int dwell, String detector, List<Outcome> outcomes) {
        List<Integer> delays =
                outcomes.stream().flatMap(o -> o.delays().stream()).sorted().toList();
        int missed = outcomes.stream().mapToInt(Outcome::missed).sum();
        return new Row(
                dwell,
                detector,
                outcomes.stream().mapToDouble(Outcome::accuracy).average().orElse(0),
                outcomes.stream().mapToDouble(Outcome::accuracy).min().orElse(0),
                delays.isEmpty() ? null : (double) delays.get(delays.size() / 2),
                missed / (double) Math.max(1, missed + delays.size()));
    }

    /** One detector on one market. */
    private record Outcome(double accuracy, List<Integer> delays, int missed) {
        static Outcome of(Dataset market, int warmUp, IntFunction<String> told) {
            int right = 0;
            int missed = 0;
            List<Integer> delays = new ArrayList<>();
            int begun = -1;
            boolean isTold = false;
            for (int t = warmUp; t < market.size(); t++) {
                String truth = market.trueRegime(t).toString();
                if (!truth.equals(market.trueRegime(t - 1).toString())) {
                    missed += begun >= 0 && !isTold ? 1 : 0;
                    begun = t;
                    isTold = false;
                }
                if (told.apply(t).equals(truth)) {
                    right++;
                    if (begun >= 0 && !isTold) {
                        delays.add(t - begun);
                        isTold = true;
                    }
                }
            }
            return new Outcome(right / (double) (market.size() - warmUp), delays, missed);
        }
    }
}
