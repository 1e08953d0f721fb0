package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.EvaluationRepository.RunEvaluation;
import io.regimen.db.LeaderRepository;
import io.regimen.db.RejudgementRepository;
import io.regimen.db.RejudgementRepository.Item;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.RejudgeRef;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeResult;
import io.regimen.workflows.RejudgeStatus;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run under new terms: claim, backtest, judge or end. Claim and end of a run with a file hold the market's lock like a
 * judgement, so that the file is either there for the whole of it or was given up before.
 */
@Singleton
final class Rejudging {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** What rejudgements ask for; a request may be long. */
    private final Cache<Long, KeepStreams> asked =
            Caffeine.newBuilder().maximumSize(100).build();

    private final Cells cells;
    private final RejudgementRepository rejudgements;
    private final EvaluationRepository evaluations;
    private final RunRepository runs;
    private final LeaderRepository leaders;
    private final ArtifactRepository artifacts;
    private final ModelFiles files;
    private final BacktestStep backtests;
    private final KeptStreams streams;
    private final Judge judge;
    private final OpenWorkflows open;
    private final TransactionOperations<Connection> transactions;
    private final FaultPoint faults;

    Rejudging(
            Cells cells,
            RejudgementRepository rejudgements,
            EvaluationRepository evaluations,
            RunRepository runs,
            LeaderRepository leaders,
            ArtifactRepository artifacts,
            ModelFiles files,
            BacktestStep backtests,
            KeptStreams streams,
            Judge judge,
            OpenWorkflows open,
            TransactionOperations<Connection> transactions,
            FaultPoint faults) {
        this.cells = cells;
        this.rejudgements = rejudgements;
        this.evaluations = evaluations;
        this.runs = runs;
        this.leaders = leaders;
        this.artifacts = artifacts;
        this.files = files;
        this.backtests = backtests;
        this.streams = streams;
        this.judge = judge;
        this.open = open;
        this.transactions = transactions;
        this.faults = faults;
    }

    /**
     * The evaluation to work on, if the run has not ended.
     *
     * @param source the evaluation whose position streams are used, because the model file is gone
     */
    private record Claimed(RejudgeResult result, @Nullable RunEvaluation evaluation, Optional<String> source) {}

    /** Claims and backtests; the run is then to be judged, unless it has ended. */
    RejudgeResult backtest(RejudgeRef ref, String owner) {
        Item item = item(ref);
        Optional<String> busy = evaluations
                .find(ref.runId(), item.evaluationHash())
                .filter(found ->
                        found.status().equals("running") && !found.owner().equals(owner))
                .map(RunEvaluation::owner)
                .filter(open::isOpen);
        if (busy.isPresent()) {
            throw Failures.busy("the same run is being judged under the same terms by " + busy.get(), ASK_AGAIN);
        }
        Claimed claimed = transactions.executeWrite(status -> claim(ref, item, owner));
        if (claimed.evaluation() == null) {
            return claimed.result();
        }
        Run run = run(ref);
        Again target = new Again(ref, claimed.evaluation());
        claimed.source()
                .ifPresentOrElse(
                        source -> backtests.backtestKept(work(run, cells.configuration(run), item), target, source),
                        () -> backtests.backtest(work(run, cells.trained(run), item), target));
        return claimed.result();
    }

    private static Cells.Work work(Run run, CellConfig cell, Item item) {
        return new Cells.Work(cell, run.datasetHash(), run.seed(), Evaluation.parse(item.evaluation()), run);
    }

    private Claimed claim(RejudgeRef ref, Item seen, String owner) {
        // a file that is gone stays so: there is nothing that other runs of the market could give up meanwhile
        Run run = artifacts.present(ref.runId()).isPresent()
                ? lock(ref)
                : runs.lock(ref.runId()).orElseThrow();
        Item item = item(ref);
        if (RejudgeStatus.parse(item.status()).isFinal()) {
            return new Claimed(result(item), null, Optional.empty());
        }
        String hash = seen.evaluationHash();
        Optional<RunEvaluation> before = evaluations.lock(run.id(), hash);
        if (before.filter(found -> found.status().equals("completed")).isPresent()) {
            return ended(ref, RejudgeStatus.ALREADY_JUDGED, RejudgePlan.JUDGED_BEFORE);
        }
        boolean hasFile = artifacts.present(run.id()).isPresent();
        Optional<String> source =
                hasFile ? Optional.empty() : streams.source(run.id(), Evaluation.parse(seen.evaluation()));
        if (!hasFile && source.isEmpty()) {
            return ended(ref, RejudgeStatus.REFUSED, RejudgePlan.withoutFile(run.configHash()));
        }
        if (before.filter(found -> !found.owner().equals(owner)).isPresent()) {
            evaluations.deleteBacktests(run.id(), hash);
        }
        evaluations.begin(run.id(), hash, seen.evaluation(), owner, hasFile ? "model" : "streams");
        rejudgements.start(ref.rejudgementId(), ref.position());
        return new Claimed(
                RejudgeResult.of(ref.position(), RejudgeStatus.RUNNING, null),
                evaluations.lock(run.id(), hash).orElseThrow(),
                source);
    }

    private Claimed ended(RejudgeRef ref, RejudgeStatus status, String reason) {
        return new Claimed(endRun(ref, RejudgeResult.of(ref.position(), status, reason)), null, Optional.empty());
    }

    RejudgeResult judge(RejudgeRef ref, String owner) {
        Item item = item(ref);
        if (!RejudgeStatus.parse(item.status()).isFinal()) {
            judge.judgeAgain(
                    ref.runId(),
                    item.evaluationHash(),
                    owner,
                    (leads, withoutFile) -> endRun(
                            ref,
                            new RejudgeResult(
                                    ref.position(), RejudgeStatus.JUDGED, leads, null, wouldLead(ref, withoutFile))));
            faults.reached(Place.AFTER_JUDGE_AGAIN, ref.position());
        }
        files.deletePending(ref.runId());
        return result(item(ref));
    }

    private @Nullable String wouldLead(RejudgeRef ref, List<String> regimes) {
        return regimes.isEmpty()
                ? null
                : "it would have led " + String.join(", ", regimes) + ", but its model file is gone; "
                        + RejudgePlan.trainedAgain(run(ref).configHash());
    }

    /** Ends a run that was not judged; nothing of its new terms is left but the line in the trial ledger. */
    RejudgeResult end(RejudgeRef ref, RejudgeResult result, String owner) {
        RejudgeResult last = transactions.executeWrite(status -> {
            Run run = lock(ref);
            Item item = item(ref);
            if (RejudgeStatus.parse(item.status()).isFinal()) {
                return result(item);
            }
            boolean own = evaluations
                    .lock(run.id(), item.evaluationHash())
                    .filter(found ->
                            found.status().equals("running") && found.owner().equals(owner))
                    .isPresent();
            if (own) {
                evaluations.deleteBacktests(run.id(), item.evaluationHash());
                evaluations.end(
                        ref.runId(),
                        item.evaluationHash(),
                        result.status() == RejudgeStatus.CANCELLED ? "cancelled" : "failed",
                        kind(result),
                        result.reason());
                artifacts.giveUp(run.id());
            }
            return endRun(ref, result);
        });
        files.deletePending(ref.runId());
        return last;
    }

    private KeepStreams keepStreams(long rejudgementId) {
        String request = rejudgements
                .byId(rejudgementId)
                .orElseThrow(() -> new IllegalStateException("no rejudgement " + rejudgementId))
                .request();
        try {
            return Json.mapper()
                    .readValue(request, RejudgeRequest.class)
                    .executionOrDefault()
                    .keepStreams();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run lock(RejudgeRef ref) {
        Run seen = run(ref);
        leaders.lockMarket(seen.symbol() + "/" + seen.baseTimeframe());
        return runs.lock(ref.runId()).orElseThrow();
    }

    private RejudgeResult endRun(RejudgeRef ref, RejudgeResult result) {
        rejudgements.endRun(
                ref.rejudgementId(),
                ref.position(),
                result.status().text(),
                Json.write(result.leads()),
                kind(result),
                result.reason());
        return result;
    }

    private static @Nullable String kind(RejudgeResult result) {
        return result.failureKind() == null ? null : result.failureKind().name();
    }

    private Run run(RejudgeRef ref) {
        return runs.byId(ref.runId()).orElseThrow(() -> new IllegalStateException("no run " + ref));
    }

    private Item item(RejudgeRef ref) {
        return rejudgements
                .item(ref.rejudgementId(), ref.position())
                .orElseThrow(() -> new IllegalStateException("no run of a rejudgement: " + ref));
    }

    private static RejudgeResult result(Item item) {
        return new RejudgeResult(
                item.position(),
                RejudgeStatus.parse(item.status()),
                leads(item.leads()),
                item.failureKind() == null ? null : FailureKind.of(item.failureKind()),
                item.reason());
    }

    private static List<String> leads(String json) {
        try {
            return List.of(Json.mapper().readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The evaluation under new terms, fenced by its own attempts. */
    private final class Again implements BacktestTarget {
        private final RejudgeRef ref;
        private final RunEvaluation claimed;

        Again(RejudgeRef ref, RunEvaluation claimed) {
            this.ref = ref;
            this.claimed = claimed;
        }

        @Override
        public String evaluationHash() {
            return claimed.evaluationHash();
        }

        @Override
        public KeepStreams keepStreams() {
            return asked.get(ref.rejudgementId(), Rejudging.this::keepStreams);
        }

        @Override
        public boolean isCurrent() {
            return evaluations
                    .sharedWhileRunning(claimed.trainingRunId(), claimed.evaluationHash(), claimed.fence())
                    .isPresent();
        }

        @Override
        public void stored() {
            faults.reached(Place.BETWEEN_BATCHES_AGAIN, ref.position());
        }

        @Override
        public void record(
                double backtestSeconds,
                double databaseSeconds,
                int distinctStreams,
                String baselines,
                @Nullable Boolean beatsBaselines) {
            evaluations.recordBacktests(
                    claimed.trainingRunId(),
                    claimed.evaluationHash(),
                    claimed.fence(),
                    backtestSeconds,
                    databaseSeconds,
                    distinctStreams,
                    baselines,
                    beatsBaselines);
        }
    }
}
