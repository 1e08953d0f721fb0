package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.EvaluationRepository.RunEvaluation;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Judgement;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run compete for every regime of its market, in one transaction: runs of a market follow each other, so that
 * leaders, files and promotions always agree. Repeating it changes nothing.
 */
@Singleton
final class Judge {
    private final RunRepository runs;
    private final EvaluationRepository evaluations;
    private final LeaderRepository leaders;
    private final ArtifactRepository artifacts;
    private final TransactionOperations<Connection> transactions;

    Judge(
            RunRepository runs,
            EvaluationRepository evaluations,
            LeaderRepository leaders,
            ArtifactRepository artifacts,
            TransactionOperations<Connection> transactions) {
        this.runs = runs;
        this.evaluations = evaluations;
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
                evaluations.addTrained(runId);
                compete(run, run.evaluationHash());
                runs.markJudged(runId);
            }
            List<String> leads = leaders.leads(runId);
            return new Judgement(leads, !leads.isEmpty());
        });
    }

    /**
     * Lets a run that was judged before compete under a further evaluation, whose backtests are all stored. What it led
     * in under others it keeps, unless the new one beats that too.
     *
     * @param owner the workflow whose evaluation it must be
     * @param ended told the regimes in which the run leads under this evaluation, in the same transaction
     */
    void judgeAgain(long runId, String evaluationHash, String owner, Consumer<List<String>> ended) {
        transactions.executeWrite(status -> {
            Run run = runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
            leaders.lockMarket(run.symbol() + "/" + run.baseTimeframe());
            run = runs.lock(runId).orElseThrow();
            RunEvaluation evaluation = evaluations
                    .lock(runId, evaluationHash)
                    .orElseThrow(() -> new IllegalStateException("run " + runId + " is not judged again"));
            if (!evaluation.status().equals("running") || !evaluation.owner().equals(owner)) {
                throw Failures.of(
                        FailureKind.BAD_INPUT,
                        "judging run " + runId + " again has ended or was taken over by " + evaluation.owner());
            }
            // ended first: a running evaluation keeps the file of a run that leads nowhere
            evaluations.end(runId, evaluationHash, "completed", null, null);
            compete(run, evaluationHash);
            runs.showEvaluation(runId, evaluationHash);
            ended.accept(leaders.leads(runId, evaluationHash));
            return null;
        });
    }

    private void compete(Run run, String evaluationHash) {
        long artifact = artifacts
                .present(run.id())
                .orElseThrow(() -> new IllegalStateException("run " + run.id() + " has no model file"))
                .id();
        TreeSet<Long> touched = new TreeSet<>();
        touched.add(run.id());
        Competition.choices(leaders, run.id(), evaluationHash).forEach((regime, choice) -> {
            if (choice.isPresent()) {
                Leader displaced = promote(run, evaluationHash, regime, choice.get(), artifact);
                if (displaced != null) {
                    touched.add(displaced.trainingRunId());
                }
            } else {
                note(run, evaluationHash, regime, null, "NOT_ELIGIBLE", null);
            }
        });
        for (long id : touched) {
            runs.refreshLeads(id);
            artifacts.giveUp(id);
        }
    }

    /** The leader that the run displaced, if any. */
    private @Nullable Leader promote(Run run, String evaluationHash, String regime, Choice choice, long artifact) {
        Leader leader = leaders.lock(run.symbol(), run.baseTimeframe(), regime).orElse(null);
        if (leader != null
                && !Selection.beats(
                        choice.score(),
                        Leader.key(run.runKey(), evaluationHash),
                        leader.performanceScore(),
                        leader.key())) {
            note(run, evaluationHash, regime, choice, "NOT_BETTER", null);
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
        note(run, evaluationHash, regime, choice, leader == null ? "FIRST" : "PROMOTED", leader);
        return leader;
    }

    private void note(
            Run run,
            String evaluationHash,
            String regime,
            @Nullable Choice choice,
            String outcome,
            @Nullable Leader displaced) {
        leaders.addPromotion(
                run.id(),
                regime,
                evaluationHash,
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
