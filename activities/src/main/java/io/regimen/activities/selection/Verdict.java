package io.regimen.activities.selection;

import io.regimen.activities.selection.Finding.Condition;
import io.regimen.activities.selection.Finding.Result;
import io.regimen.activities.selection.statistic.MultipleTrials;
import io.regimen.activities.selection.statistic.SharpeRatio;
import io.regimen.workflows.EvidenceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a leader's success is more than luck. PROVEN: every condition that applies is met. INSUFFICIENT: too little
 * happened in the regime to say. UNPROVEN: the rest.
 *
 * <p>How many trials the luck is taken from is asked twice. Against all configurations ever backtested on the market stands
 * the whole test part: whoever passes has skill somewhere. Which configuration speaks for a run in a regime was decided on
 * validation, so that on the test part of the regime only the runs compete: against their number stand the regime's bars.
 *
 * <p>The variance of the trials' Sharpe ratios is that of the ledger, but no more than (1 - r) / (n - 1): what n bars give
 * to trials without skill whose streams have a mean correlation of r. More than that is a spread of skill, not of luck.
 */
public record Verdict(Outcome outcome, List<Finding> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** The three verdicts. */
    public enum Outcome {
        PROVEN,
        UNPROVEN,
        INSUFFICIENT
    }

    /** The verdict on what was measured, as the ledger stands. */
    public static Verdict of(Measures measures, Ledger ledger, EvidenceRules rules) {
        return new Judging(measures, ledger, rules).verdict();
    }

    /** What stands against the leader, in sentences; for a PROVEN one, that nothing does. */
    public String reason() {
        return outcome == Outcome.PROVEN
                ? "every condition is met"
                : findings.stream()
                        .filter(finding -> finding.result() == Result.NOT_MET)
                        .map(Finding::sentence)
                        .collect(Collectors.joining("; "));
    }

    private static final class Judging {
        private final Measures measures;
        private final Ledger ledger;
        private final EvidenceRules rules;
        private final List<Finding> findings = new ArrayList<>();

        Judging(Measures measures, Ledger ledger, EvidenceRules rules) {
            this.measures = measures;
            this.ledger = ledger;
            this.rules = rules;
        }

        Verdict verdict() {
            floor(Condition.TRADES, "trades", measures.trades(), rules.minTrades());
            floor(Condition.BARS, "bars", measures.bars(), rules.minBars());
            boolean enough = findings.stream().allMatch(finding -> finding.result() == Result.MET);
            deflated(Condition.DEFLATED_SHARPE, measures.whole(), ledger.trials(), "trials on this market", "");
            deflated(
                    Condition.DEFLATED_SHARPE_IN_REGIME,
                    measures.regime(),
                    ledger.candidates(),
                    "candidates",
                    " in the regime");
            expectancy();
            pValue(
                    Condition.BETTER_THAN_ZERO,
                    measures.run().overZero().consistent(),
                    "if none of the run's configurations were better than not to trade, the best of them would look as"
                            + " good");
            pValue(
                    Condition.BETTER_THAN_MOMENTUM,
                    measures.run().overMomentum().consistent(),
                    "if none of the run's configurations were better than momentum, the best of them would look as good");
            overfitting();
            incumbent();
            boolean all = findings.stream().noneMatch(finding -> finding.result() == Result.NOT_MET);
            return new Verdict(all ? Outcome.PROVEN : enough ? Outcome.UNPROVEN : Outcome.INSUFFICIENT, findings);
        }

        private void floor(Condition condition, String what, int count, int needed) {
            add(
                    condition,
                    count >= needed,
                    count + " " + what + " on test lie in the regime; " + needed + " are needed");
        }

        private void deflated(
                Condition condition, @Nullable SharpeRatio sharpe, long trials, String what, String where) {
            if (sharpe == null) {
                add(condition, false, "its Sharpe ratio" + where + " is not defined");
                return;
            }
            double correlation = Math.clamp(measures.run().meanCorrelation(), 0, 1);
            double effective = MultipleTrials.effective(Math.max(1, (double) trials), correlation);
            double variance = (1 - correlation) / (sharpe.bars() - 1);
            Double recorded = ledger.sharpeVariance();
            SharpeRatio whole = measures.whole();
            if (recorded != null && whole != null) {
                // the ledger's ratios rest on the whole test part: fewer bars scatter more
                double scale = (double) whole.bars() / sharpe.bars();
                variance = Math.min(variance, recorded / measures.periodsPerYear() * scale);
            }
            double probability = sharpe.deflated(effective, variance);
            double annual = Math.sqrt(measures.periodsPerYear());
            add(
                    condition,
                    probability >= 1 - rules.level(),
                    String.format(
                            Locale.ROOT,
                            "its Sharpe ratio of %.2f%s is above %.2f, the luck of %,d %s (as many as %,.0f independent"
                                    + " ones), with a probability of %.1f %%; %.0f %% is asked for",
                            sharpe.value() * annual,
                            where,
                            Math.sqrt(variance) * MultipleTrials.expectedMaximum(effective) * annual,
                            trials,
                            what,
                            effective,
                            100 * probability,
                            100 * (1 - rules.level())));
        }

        private void expectancy() {
            Double bound = measures.lowerBound();
            if (bound == null) {
                add(Condition.NET_EXPECTANCY, false, "too few bars lie in the regime to bound what a bar earns");
                return;
            }
            add(
                    Condition.NET_EXPECTANCY,
                    bound > 0,
                    String.format(
                            Locale.ROOT,
                            "a bar in the regime earns more than %.4f basis points after costs, but for a chance of"
                                    + " %.0f %%; more than 0 is asked for",
                            1e4 * bound,
                            100 * measures.level()));
        }

        private void pValue(Condition condition, double p, String sentence) {
            add(
                    condition,
                    p <= rules.level(),
                    String.format(
                            Locale.ROOT,
                            "%s in %.1f %% of cases; at most %.0f %% are allowed",
                            sentence,
                            100 * p,
                            100 * rules.level()));
        }

        private void overfitting() {
            var overfitting = measures.run().overfitting();
            if (overfitting == null) {
                findings.add(new Finding(
                        Condition.OVERFITTING, Result.NOT_APPLICABLE, "the run has no two configurations that differ"));
                return;
            }
            add(
                    Condition.OVERFITTING,
                    overfitting.probability() <= rules.maxOverfitting()
                            || overfitting.lossProbability() <= rules.level(),
                    String.format(
                            Locale.ROOT,
                            "the run's configuration that is best on one half of the bars is below the median on the other"
                                    + " half in %.0f %% of %,d splits and loses there in %.1f %%; at most %.0f %%, or %.0f %%,"
                                    + " are allowed",
                            100 * overfitting.probability(),
                            overfitting.splits(),
                            100 * overfitting.lossProbability(),
                            100 * rules.maxOverfitting(),
                            100 * rules.level()));
        }

        private void incumbent() {
            Comparison comparison = measures.incumbent();
            Double p = comparison == null ? null : comparison.adjusted();
            if (comparison == null || p == null) {
                findings.add(new Finding(
                        Condition.BETTER_THAN_INCUMBENT,
                        Result.NOT_APPLICABLE,
                        "no other run led on these bars when its grid began"));
                return;
            }
            add(
                    Condition.BETTER_THAN_INCUMBENT,
                    p <= rules.level(),
                    String.format(
                            Locale.ROOT,
                            "if it earned no more than run %d, which led before, it would look as much better in %.1f %% of"
                                    + " cases (%,d bars, Holm over the regimes); at most %.0f %% are allowed",
                            comparison.runId(),
                            100 * p,
                            comparison.bars(),
                            100 * rules.level()));
        }

        private void add(Condition condition, boolean met, String sentence) {
            findings.add(new Finding(condition, met ? Result.MET : Result.NOT_MET, sentence));
        }
    }
}
