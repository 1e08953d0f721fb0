package io.regimen.deploy.bench;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SimulatedFilter;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulatedRegime;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** How well regimes are told on markets whose regimes are known, and what is taken for a trend where there is none. */
public final class RegimeBench {
    /** Bars that no detector is judged on: the longest look-back. */
    private static final int WARM_UP = 520;

    private final Progress progress;
    private final int bars;
    private final int seeds;

    /**
     * @param bars of each market
     * @param seeds markets of each kind
     */
    public RegimeBench(Progress progress, int bars, int seeds) {
        this.progress = progress;
        this.bars = bars;
        this.seeds = seeds;
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

    /** Both built-in sets beside the filter that knows the parameters. */
    public List<Row> run(List<Integer> meanDwells) {
        List<Row> out = new ArrayList<>();
        for (int dwell : meanDwells) {
            List<Outcome> ceiling = new ArrayList<>();
            List<Outcome> defaults = new ArrayList<>();
            List<Outcome> literal = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                progress.step("regimes of " + dwell + " bars, seed " + seed);
                SimulationSpec spec = spec(dwell, seed, SimulationSpec.hourly("EURUSD", bars, seed));
                Dataset market = SimulatedMarket.generate(spec);
                List<SimulatedRegime> filtered = SimulatedFilter.filter(market, spec);
                ceiling.add(Outcome.of(market, t -> filtered.get(t).toString()));
                defaults.add(Outcome.of(market, names(BuiltInRegimes.defaults(), market.bars())));
                literal.add(Outcome.of(market, names(BuiltInRegimes.literal(), market.bars())));
            }
            out.add(row(dwell, "filter that knows all parameters", ceiling));
            out.add(row(dwell, BuiltInRegimes.defaults().reference().toString(), defaults));
            out.add(row(dwell, BuiltInRegimes.literal().reference().toString(), literal));
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
        for (RegimeVersion regimes : BuiltInRegimes.all()) {
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

    private static double trending(RegimeVersion version, Bars bars) {
        IntFunction<String> names = names(version, bars);
        double count = 0;
        for (int t = WARM_UP; t < bars.size(); t++) {
            count += names.apply(t).endsWith("_trending") ? 1 : 0;
        }
        return count / (bars.size() - WARM_UP);
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
        static Outcome of(Dataset market, IntFunction<String> told) {
            int right = 0;
            int missed = 0;
            List<Integer> delays = new ArrayList<>();
            int begun = -1;
            boolean isTold = false;
            for (int t = WARM_UP; t < market.size(); t++) {
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
            return new Outcome(right / (double) (market.size() - WARM_UP), delays, missed);
        }
    }
}
