package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeDetector;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeRules;
import io.regimen.workflows.regime.RegimeVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Describes what a regime set makes of a series of bars: how much, how long, what follows what, and what it is worth. */
public final class RegimeTester {
    /** Changes that a report lists, the last ones: an answer must fit into a message. */
    static final int MAX_CHANGES = 20_000;

    private final Bars bars;
    private final RegimeVersion version;
    private final List<byte[]> rules;
    private final int fits;
    private final Regimes regimes;
    private final int first;

    private RegimeTester(Bars bars, RegimeVersion version) {
        this.bars = bars;
        this.version = version;
        RegimeClassifier classifier = new RegimeClassifier(version);
        Looks looks = Looks.of(version, bars);
        this.rules = looks.rules();
        this.fits = looks.fits();
        this.regimes = classifier.classify(bars, looks);
        this.first = version.set().lookBack(bars.timeframe().seconds());
    }

    /**
     * Classifies and describes.
     *
     * @param dataset hash of the bars
     * @param market their symbol and timeframe
     */
    public static RegimeReport test(Bars bars, RegimeVersion version, String dataset, String market) {
        return new RegimeTester(bars, version).report(dataset, market);
    }

    private RegimeReport report(String dataset, String market) {
        List<RegimeReport.State> states =
                IntStream.range(0, regimes.names().size()).mapToObj(this::state).toList();
        List<Integer> changes = changes();
        int leftOut = Math.max(0, changes.size() - MAX_CHANGES);
        List<Integer> listed = changes.subList(leftOut, changes.size());
        List<List<Double>> overlaps = overlaps();
        return new RegimeReport(
                version.reference().toString(),
                dataset,
                market,
                bars.size(),
                Instant.ofEpochSecond(bars.time(0)),
                Instant.ofEpochSecond(bars.time(bars.size() - 1)),
                first,
                states,
                transitions(),
                overlaps,
                version.isDefault()
                        ? List.of()
                        : against(new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars)),
                new RegimeReport.Changes(
                        listed.stream().map(bars::time).toList(),
                        listed.stream().map(regimes::at).toList()),
                leftOut,
                warnings(states, overlaps));
    }

    private RegimeReport.State state(int state) {
        List<Integer> dwells = new ArrayList<>();
        int count = 0;
        int run = 0;
        int next = 0;
        double sum = 0;
        for (int t = 0; t <= bars.size(); t++) {
            boolean inside = t < bars.size() && regimes.at(t) == state;
            if (inside) {
                run++;
                count++;
                if (t + 1 < bars.size()) {
                    sum += bpsAfter(t);
                    next++;
                }
            } else if (run > 0) {
                dwells.add(run);
                run = 0;
            }
        }
        double mean = sum / next;
        double squares = 0;
        for (int t = 0; t + 1 < bars.size(); t++) {
            double error = regimes.at(t) == state ? bpsAfter(t) - mean : 0;
            squares += error * error;
        }
        return new RegimeReport.State(
                regimes.names().get(state),
                count,
                count / (double) bars.size(),
                dwells.size(),
                dwells.isEmpty() ? null : count / (double) dwells.size(),
                median(dwells),
                state < rules.size() ? held(rules.get(state)) / (double) bars.size() : null,
                next == 0 ? null : mean,
                next < 2 ? null : Math.sqrt(squares / (next - 1)));
    }

    private double bpsAfter(int t) {
        return 1e4 * Math.log(bars.close(t + 1) / bars.close(t));
    }

    private static @Nullable Double median(List<Integer> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Integer> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static int held(byte[] truth) {
        int count = 0;
        for (byte value : truth) {
            count += value == Truths.TRUE ? 1 : 0;
        }
        return count;
    }

    private List<Integer> changes() {
        List<Integer> out = new ArrayList<>();
        for (int t = 0; t < bars.size(); t++) {
            if (t == 0 || regimes.at(t) != regimes.at(t - 1)) {
                out.add(t);
            }
        }
        return out;
    }

    private List<List<Double>> transitions() {
        int n = regimes.names().size();
        double[][] counts = new double[n][n];
        for (int t = first; t + 1 < bars.size(); t++) {
            counts[regimes.at(t)][regimes.at(t + 1)]++;
        }
        return shares(counts);
    }

    private List<List<Double>> against(Regimes others) {
        double[][] counts = new double[regimes.names().size()][others.names().size()];
        for (int t = 0; t < bars.size(); t++) {
            counts[regimes.at(t)][others.at(t)]++;
        }
        return shares(counts);
    }

    private static List<List<Double>> shares(double[][] counts) {
        List<List<Double>> out = new ArrayList<>();
        for (double[] row : counts) {
            double sum = IntStream.range(0, row.length).mapToDouble(i -> row[i]).sum();
            List<Double> shares = new ArrayList<>();
            for (double count : row) {
                if (sum > 0) {
                    shares.add(count / sum);
                }
            }
            out.add(List.copyOf(shares));
        }
        return List.copyOf(out);
    }

    private List<List<Double>> overlaps() {
        int known = Math.max(1, bars.size() - first);
        List<List<Double>> out = new ArrayList<>();
        for (byte[] one : rules) {
            List<Double> row = new ArrayList<>();
            for (byte[] other : rules) {
                int both = 0;
                for (int t = Math.min(first, bars.size()); t < bars.size(); t++) {
                    both += one[t] == Truths.TRUE && other[t] == Truths.TRUE ? 1 : 0;
                }
                row.add(both / (double) known);
            }
            out.add(List.copyOf(row));
        }
        return List.copyOf(out);
    }

    private List<String> warnings(List<RegimeReport.State> states, List<List<Double>> overlaps) {
        List<String> out = new ArrayList<>();
        switch (version.set().detection()) {
            case RegimeRules looksBack
            when first >= bars.size() -> {
                out.add("the rules look back " + first + " bars and the dataset has " + bars.size()
                        + ": no bar is classified. Use shorter windows or a longer dataset.");
                return out;
            }
            case RegimeRules known -> {}
            case RegimeDetector detector -> out.addAll(ofFits(detector, states));
        }
        for (int i = 0; i < rules.size(); i++) {
            String name = states.get(i).name();
            if (neverKnown(rules.get(i))) {
                out.add(name + ": its rule is known on no bar; the dataset does not have what it measures.");
            } else if (held(rules.get(i)) == 0) {
                out.add(name + ": its rule holds on none of the " + bars.size() + " bars.");
            } else if (states.get(i).bars() == 0) {
                out.add(name
                        + ": no bar is left for it; an earlier regime takes those on which its rule holds, or none lasts "
                        + version.set().minimumDwell() + " bars.");
            }
            for (int earlier = 0; earlier < i; earlier++) {
                double share = overlaps.get(i).get(earlier);
                if (share > 0) {
                    out.add(String.format(
                            Locale.ROOT,
                            "%s and %s overlap on %.1f %% of the bars, which count for the former.",
                            states.get(earlier).name(),
                            name,
                            100 * share));
                }
            }
        }
        RegimeReport.State last = states.getLast();
        if (RegimeVersion.isUnclassified(last.name()) && last.bars() > 0) {
            out.add(String.format(
                    Locale.ROOT, "%.1f %% of the bars belong to no regime: nothing leads there.", 100 * last.share()));
        }
        return out;
    }

    private List<String> ofFits(RegimeDetector detector, List<RegimeReport.State> states) {
        if (fits == 0) {
            return List.of(
                    first >= bars.size()
                            ? "the detector is first fitted after " + first + " bars and the dataset has " + bars.size()
                                    + ": no bar is classified. Use a smaller train or a longer dataset."
                            : "the detector is never fitted; the dataset does not have what its features measure.");
        }
        List<String> out = new ArrayList<>();
        out.add(String.format(
                Locale.ROOT,
                "warm-up: the first %d bars (%.1f %%) come before the first fit. Fitted %d times, every %d bars on the %d bars before.",
                first,
                100.0 * first / bars.size(),
                fits,
                detector.refit(),
                detector.train()));
        states.subList(0, version.set().regimes().size()).stream()
                .filter(state -> state.bars() == 0)
                .forEach(state -> out.add(state.name() + ": no bar is told to be in its state, or none for "
                        + version.set().minimumDwell() + " bars."));
        return out;
    }

    private static boolean neverKnown(byte[] truth) {
        for (byte value : truth) {
            if (value != Truths.UNKNOWN) {
                return false;
            }
        }
        return true;
    }
}
