package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.Judgement;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run compete for every regime of its market, in one transaction: runs of a market follow each other, so that
 * leaders, files and promotions always agree. Repeating it changes nothing.
 */
@Singleton
final class Judge {
    private final RunRepository runs;
    private final LeaderRepository leaders;
    private final ArtifactRepository artifacts;
    private final TransactionOperations<Connection> transactions;

    Judge(
            RunRepository runs,
            LeaderRepository leaders,
            ArtifactRepository artifacts,
            TransactionOperations<Connection> transactions) {
        this.runs = runs;
        this.leaders = leaders;
        this.artifacts = artifacts;
        this.transactions = transactions;
    }

    Judgement judge(long runId) {
        return transactions.executeWrite(status -> {
            Run run = runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
            leaders.lockMarket(run.symbol() + "/" + run.baseTimeframe());
            run = runs.lock(runId).orElseThrow();
            if (!run.judged()) {
                compete(run);
            }
            List<String> leads = leaders.leads(runId);
            return new Judgement(leads, !leads.isEmpty());
        });
    }

    private void compete(Run run) {
        long artifact = artifacts
                .present(run.id())
                .orElseThrow(() -> new IllegalStateException("run " + run.id() + " has no model file"))
                .id();
        TreeSet<Long> touched = new TreeSet<>();
        touched.add(run.id());
        Competition.choices(leaders, run.id()).forEach((regime, choice) -> {
            if (choice.isPresent()) {
                Leader displaced = promote(run, regime, choice.get(), artifact);
                if (displaced != null) {
                    touched.add(displaced.trainingRunId());
                }
            } else {
                note(run, regime, null, "NOT_ELIGIBLE", null);
            }
        });
        for (long id : touched) {
            runs.refreshLeads(id);
            artifacts.giveUp(id);
        }
        runs.markJudged(run.id());
    }

    /** The leader that the run displaced, if any. */
    private @Nullable Leader promote(Run run, String regime, Choice choice, long artifact) {
        Leader leader = leaders.lock(run.symbol(), run.baseTimeframe(), regime).orElse(null);
        if (leader != null
                && !Selection.beats(choice.score(), run.runKey(), leader.performanceScore(), leader.runKey())) {
            note(run, regime, choice, "NOT_BETTER", null);
            return null;
        }
        Selection.Verdict verdict = Selection.verdict(choice);
        leaders.lead(
                run.symbol(),
                run.baseTimeframe(),
                regime,
                run.id(),
                choice.id(),
                artifact,
                choice.score(),
                run.runKey(),
                choice.validationScore(),
                choice.trades(),
                choice.bars(),
                verdict.name(),
                verdict.reason());
        note(run, regime, choice, leader == null ? "FIRST" : "PROMOTED", leader);
        return leader;
    }

    private void note(Run run, String regime, @Nullable Choice choice, String outcome, @Nullable Leader displaced) {
        leaders.addPromotion(
                run.id(),
                regime,
                run.evaluationHash(),
                run.symbol(),
                run.baseTimeframe(),
                choice == null ? null : choice.id(),
                choice == null ? null : choice.validationScore(),
                choice == null ? null : choice.score(),
                outcome,
                displaced == null ? null : displaced.trainingRunId(),
                displaced == null ? null : displaced.performanceScore());
    }
}
