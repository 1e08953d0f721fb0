package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.EvaluationRepository.RunEvaluation;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Standing;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Judgement;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final EvidenceRepository evidence;
    private final Verdicts verdicts;
    private final KeptStreams streams;
    private final TransactionOperations<Connection> transactions;

    Judge(
            RunRepository runs,
            EvaluationRepository evaluations,
            LeaderRepository leaders,
            ArtifactRepository artifacts,
            EvidenceRepository evidence,
            Verdicts verdicts,
            KeptStreams streams,
            TransactionOperations<Connection> transactions) {
        this.runs = runs;
        this.evaluations = evaluations;
        this.leaders = leaders;
        this.artifacts = artifacts;
        this.evidence = evidence;
        this.verdicts = verdicts;
        this.streams = streams;
        this.transactions = transactions;
    }

    Judgement judge(long runId) {
        return transactions.executeWrite(status -> {
            Run run = runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
            leaders.lockMarket(run.symbol() + "/" + run.baseTimeframe());
            run = runs.lock(runId).orElseThrow();
            if (!run.judged()) {
                evaluations.addTrained(runId);
                compete(run, run.evaluationHash(), false, Competition.choices(leaders, runId, run.evaluationHash()));
                streams.release(runId);
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
     * @param ended told how that went, in the same transaction
     */
    void judgeAgain(long runId, String evaluationHash, String owner, Ended ended) {
        // all backtests are stored: what is chosen from them need not be found out under the lock
        SortedMap<String, Optional<Choice>> choices = Competition.choices(leaders, runId, evaluationHash);
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
            List<String> withoutFile = compete(run, evaluationHash, evaluation.isFromStreams(), choices);
            streams.release(runId);
            runs.showEvaluation(runId, evaluationHash);
            ended.accept(leaders.leads(runId, evaluationHash), withoutFile);
            return null;
        });
    }

    /** Told when a run was judged again. */
    interface Ended {
        /**
         * How it went.
         *
         * @param leads regimes in which the run leads under the evaluation
         * @param withoutFile regimes in which it would, if its model were there
         */
        void accept(List<String> leads, List<String> withoutFile);
    }

    /**
     * Lets a run compete, and returns the regimes in which it would lead if its model were there.
     *
     * @param fromStreams it was judged without its model: it is compared with the leaders and takes no lead
     */
    private List<String> compete(
            Run run, String evaluationHash, boolean fromStreams, SortedMap<String, Optional<Choice>> choices) {
        Optional<Artifact> file = fromStreams ? Optional.empty() : artifacts.present(run.id());
        if (file.isEmpty() && !fromStreams) {
            throw new IllegalStateException("run " + run.id() + " has no model file");
        }
        List<String> withoutFile = new ArrayList<>();
        TreeSet<Long> touched = new TreeSet<>();
        touched.add(run.id());
        SortedMap<String, Optional<Standing>> promoted = new TreeMap<>();
        choices.forEach((regime, choice) -> {
            Leader leader =
                    leaders.lock(run.symbol(), run.baseTimeframe(), regime).orElse(null);
            if (choice.isEmpty()) {
                note(run, evaluationHash, regime, null, "NOT_ELIGIBLE", null);
            } else if (leader != null
                    && !Selection.beats(
                            choice.get().score(),
                            Leader.key(run.runKey(), evaluationHash),
                            leader.performanceScore(),
                            leader.key())) {
                note(run, evaluationHash, regime, choice.get(), "NOT_BETTER", null);
            } else if (file.isEmpty()) {
                note(run, evaluationHash, regime, choice.get(), "NO_FILE", null);
                withoutFile.add(regime);
            } else {
                promoted.put(regime, evidence.standing(run.symbol(), run.baseTimeframe(), regime));
                promote(run, evaluationHash, regime, choice.get(), file.get().id(), leader);
                if (leader != null) {
                    touched.add(leader.trainingRunId());
                }
            }
        });
        verdicts.refresh(run.symbol(), run.baseTimeframe());
        promoted.forEach((regime, displaced) -> evidence.notePromotion(
                run.id(),
                evaluationHash,
                regime,
                displaced.map(Standing::inferenceBacktestId).orElse(null),
                displaced.map(Standing::verdict).orElse(null),
                displaced.map(Standing::evidence).orElse(null)));
        for (long id : touched) {
            runs.refreshLeads(id);
            artifacts.giveUp(id);
        }
        return withoutFile;
    }

    private void promote(
            Run run, String evaluationHash, String regime, Choice choice, long artifact, @Nullable Leader displaced) {
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
                "UNPROVEN",
                "the verdict follows in this transaction");
        note(run, evaluationHash, regime, choice, displaced == null ? "FIRST" : "PROMOTED", displaced);
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
