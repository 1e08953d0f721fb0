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
import org.jspecify.annotations.Nullable;

/**
 * Keeps the verdicts on the leaders of a market true to the trial ledger: every further trial makes the luck that they are
 * held against a little greater. What was measured of them stays; only arithmetic is done here.
 */
@Singleton
public final class Verdicts {
    private final EvidenceRepository evidence;

    Verdicts(EvidenceRepository evidence) {
        this.evidence = evidence;
    }

    /** What is written of a leader: each condition, and the trials at the time. */
    private record Written(Ledger ledger, EvidenceRules rules, List<Finding> findings) {}

    /** A verdict, and why. */
    public record Reached(Verdict.Outcome outcome, String reason, List<Finding> findings) {
        public Reached {
            findings = List.copyOf(findings);
        }
    }

    /** Judges the leaders of a market anew; the caller holds the lock of the market. */
    void refresh(String symbol, String timeframe) {
        Trials trials = evidence.trials(symbol, timeframe);
        Ledger ledger = new Ledger(trials.trials(), trials.candidates(), trials.sharpeVariance());
        for (Assessed leader : evidence.leaders(symbol, timeframe)) {
            Reached reached = reached(leader.measures(), leader.bars(), ledger);
            evidence.assess(
                    symbol,
                    timeframe,
                    leader.regimeName(),
                    reached.outcome().name(),
                    reached.reason(),
                    Json.write(new Written(ledger, EvidenceRules.defaults(), reached.findings())));
        }
    }

    /**
     * The verdict that follows from what is stored.
     *
     * @param measures JSON of what was measured of the leader; null where nothing was
     * @param bars of the test part in the regime
     */
    public static Reached reached(@Nullable String measures, int bars, Ledger ledger) {
        EvidenceRules rules = EvidenceRules.defaults();
        if (measures != null) {
            Verdict verdict = Verdict.of(parse(measures, Measures.class), ledger, rules);
            return new Reached(verdict.outcome(), verdict.reason(), verdict.findings());
        }
        return bars < rules.minBars()
                ? new Reached(
                        Verdict.Outcome.INSUFFICIENT,
                        bars + " bars on test lie in the regime; " + rules.minBars() + " are needed",
                        List.of())
                : new Reached(
                        Verdict.Outcome.UNPROVEN, "no statistical evidence was computed for this leader", List.of());
    }

    /** The trials that a leader is held against, from its stored evidence. */
    public static Ledger ledger(String evidence) {
        return parse(evidence, Written.class).ledger();
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
