package io.regimen.activities.step;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.activities.selection.Comparison;
import io.regimen.activities.selection.Investigation;
import io.regimen.activities.selection.Measurement;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Incumbent;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures the configurations with which a run may lead, before it is judged: nothing is computed under the lock of the
 * market. Held against them is who led when the run's grid began, so that what is measured does not depend on the order
 * in which its cells end.
 */
@Singleton
final class EvidenceBook {
    /** Fewer bars in common than this tell nothing about two runs. */
    private static final int MIN_SHARED_BARS = 100;

    private final EvidenceRepository evidence;

    EvidenceBook(EvidenceRepository evidence) {
        this.evidence = evidence;
    }

    /**
     * What was found, to be stored with {@link #store}.
     *
     * @param configs index of the configuration by regime
     * @param measures JSON by regime
     * @param streams P&amp;L by index of the configuration
     */
    record Found(
            SortedMap<String, Integer> configs,
            SortedMap<String, String> measures,
            SortedMap<Integer, PnlStream> streams,
            double seconds) {}

    /**
     * Measures those that contend.
     *
     * @param choices with what the run competes for each regime
     * @param contenders index of the configuration by regime in which the run may lead
     * @param regimes names in the order of their numbers
     * @param testFrom first bar of the test part
     */
    Found measure(
            Run run,
            String evaluationHash,
            Investigation investigation,
            SortedMap<String, Choice> choices,
            SortedMap<String, Integer> contenders,
            List<String> regimes,
            Bars bars,
            int testFrom,
            int horizon) {
        long start = System.nanoTime();
        SortedMap<Integer, PnlStream> streams = new TreeMap<>();
        contenders
                .values()
                .forEach(index ->
                        streams.computeIfAbsent(index, i -> PnlStream.of(bars, testFrom, investigation.pnl(i))));
        SortedMap<String, Comparison> comparisons = new TreeMap<>();
        SortedMap<String, Incumbent> incumbents =
                evidence.incumbents(run.symbol(), run.baseTimeframe(), run.id(), evaluationHash);
        choices.forEach((regime, choice) -> known(run, incumbents.get(regime)).ifPresent(incumbent -> {
            int number = regimes.indexOf(regime);
            Vector own = investigation.pnl((int) choice.id());
            PnlStream.Shared shared = PnlStream.of(bars, testFrom, own)
                    .shared(incumbent.stream(), i -> investigation.inRegime(i, number));
            if (shared.first().size() >= MIN_SHARED_BARS) {
                comparisons.put(
                        regime, Measurement.comparison(incumbent.runId(), shared.first(), shared.second(), horizon));
            }
        }));
        SortedMap<String, Comparison> adjusted = Measurement.adjusted(comparisons);
        SortedMap<String, String> measures = new TreeMap<>();
        contenders.forEach((regime, index) -> measures.put(
                regime,
                Json.write(investigation.measure(index, regimes.indexOf(regime)).beside(adjusted.get(regime)))));
        return new Found(contenders, measures, streams, (System.nanoTime() - start) / 1e9);
    }

    private record Known(long runId, PnlStream stream) {}

    /** The leader before, if it is another run and its P&amp;L was kept. */
    private Optional<Known> known(Run run, @Nullable Incumbent leader) {
        Long backtest = leader == null ? null : leader.inferenceBacktestId();
        return leader == null || backtest == null || leader.trainingRunId() == run.id()
                ? Optional.empty()
                : evidence.stream(backtest).map(text -> new Known(leader.trainingRunId(), PnlStream.read(text)));
    }

    /** Stores what was found; the backtests must be stored, and the caller's transaction be open. */
    void store(long runId, String evaluationHash, Found found) {
        found.streams().forEach((index, stream) -> evidence.addStream(runId, evaluationHash, index, stream.toText()));
        found.measures().forEach((regime, measures) -> {
            Integer index = found.configs().get(regime);
            if (index != null) {
                evidence.add(runId, evaluationHash, regime, index, measures, found.seconds());
            }
        });
    }
}
