package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.selection.Finding;
import io.regimen.activities.selection.Ledger;
import io.regimen.activities.selection.Measures;
import io.regimen.activities.selection.Verdict;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Assessed;
import io.regimen.db.EvidenceRepository.Trials;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Keeps the verdicts on the leaders of a market true to the trial ledger: every further trial makes the luck that they are
 * held against a little greater. What was measured of them stays; only arithmetic is done here.
 */
@Singleton
final class Verdicts {
    private final EvidenceRepository evidence;

    Verdicts(EvidenceRepository evidence) {
        this.evidence = evidence;
    }

    /** What is written of a leader: each condition, and the trials at the time. */
    private record Written(Ledger ledger, EvidenceRules rules, List<Finding> findings) {}

    /** Judges the leaders of a market anew; the caller holds the lock of the market. */
    void refresh(String symbol, String timeframe) {
        Trials trials = evidence.trials(symbol, timeframe);
        Ledger ledger = new Ledger(trials.trials(), trials.candidates(), trials.sharpeVariance());
        EvidenceRules rules = EvidenceRules.defaults();
        for (Assessed leader : evidence.leaders(symbol, timeframe)) {
            String measures = leader.measures();
            if (measures == null) {
                boolean few = leader.bars() < rules.minBars();
                assess(
                        symbol,
                        timeframe,
                        leader,
                        few ? Verdict.Outcome.INSUFFICIENT : Verdict.Outcome.UNPROVEN,
                        few
                                ? leader.bars() + " bars on test lie in the regime; " + rules.minBars() + " are needed"
                                : "no statistical evidence was computed for this leader",
                        new Written(ledger, rules, List.of()));
            } else {
                Verdict verdict = Verdict.of(parse(measures), ledger, rules);
                assess(
                        symbol,
                        timeframe,
                        leader,
                        verdict.outcome(),
                        verdict.reason(),
                        new Written(ledger, rules, verdict.findings()));
            }
        }
    }

    private void assess(
            String symbol, String timeframe, Assessed leader, Verdict.Outcome outcome, String reason, Written written) {
        evidence.assess(symbol, timeframe, leader.regimeName(), outcome.name(), reason, Json.write(written));
    }

    private static Measures parse(String json) {
        try {
            return Json.mapper().readValue(json, Measures.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
