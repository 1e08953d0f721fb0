package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.db.GridRepository;
import io.regimen.db.RejudgementRepository;
import io.regimen.db.RejudgementRepository.Counts;
import io.regimen.db.RejudgementRepository.Item;
import io.regimen.db.RejudgementRepository.Rejudgement;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.PlannedRejudgement;
import io.regimen.workflows.Problem;
import io.regimen.workflows.RejudgeActivities;
import io.regimen.workflows.RejudgeProgress;
import io.regimen.workflows.RejudgeRef;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeResult;
import io.regimen.workflows.RejudgeRun;
import io.regimen.workflows.RejudgeStatus;
import io.regimen.workflows.RejudgeTally;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Steps of a rejudgement; what happens to one run is in {@link Rejudging}. */
@Singleton
public final class RejudgeSteps implements RejudgeActivities {
    private final RejudgementRepository rejudgements;
    private final RejudgePlan plan;
    private final Rejudging rejudging;
    private final GridRepository grids;
    private final TransactionOperations<Connection> transactions;

    RejudgeSteps(
            RejudgementRepository rejudgements,
            RejudgePlan plan,
            Rejudging rejudging,
            GridRepository grids,
            TransactionOperations<Connection> transactions) {
        this.rejudgements = rejudgements;
        this.plan = plan;
        this.rejudging = rejudging;
        this.grids = grids;
        this.transactions = transactions;
    }

    @Override
    public PlannedRejudgement plan(RejudgeRequest request) {
        List<Problem> problems = request.problems();
        if (!problems.isEmpty()) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        String owner = Cells.owner();
        String execution =
                owner + "/" + Activity.getExecutionContext().getInfo().getWorkflowRunId();
        String uuid = UUID.nameUUIDFromBytes(execution.getBytes(StandardCharsets.UTF_8))
                .toString();
        Rejudgement stored = rejudgements.byUuid(uuid).orElseGet(() -> store(uuid, owner, request));
        // an earlier execution that is still marked open was terminated: nobody else can end it
        rejudgements.abandoned(owner, stored.id()).forEach(abandoned -> close(abandoned, true, owner));
        return new PlannedRejudgement(
                stored.id(), stored.name(), stored.total(), ended(stored.id()), request.executionOrDefault());
    }

    private Rejudgement store(String uuid, String workflowId, RejudgeRequest request) {
        List<RejudgePlan.Row> rows = plan.rows(request);
        String by = request.createdBy() == null ? "temporal" : request.createdBy();
        return transactions.executeWrite(status -> {
            rejudgements.add(
                    uuid, Objects.requireNonNull(request.name()), workflowId, Json.write(request), rows.size(), by);
            Rejudgement added = rejudgements.byUuid(uuid).orElseThrow();
            for (int i = 0; i < rows.size(); i++) {
                RejudgePlan.Row row = rows.get(i);
                rejudgements.addRun(
                        added.id(),
                        i,
                        row.run().id(),
                        row.run().configHash(),
                        row.evaluationHash(),
                        row.evaluation(),
                        row.label(),
                        row.status().text(),
                        row.reason());
            }
            grids.audit(by, "rejudge", "rejudgement " + added.id(), Json.write(Map.of("runs", rows.size())));
            return added;
        });
    }

    @Override
    public List<RejudgeRun> pendingRuns(PlannedRejudgement planned) {
        return rejudgements.unfinished(planned.rejudgementId()).stream()
                .map(item -> new RejudgeRun(ref(item), item.label()))
                .toList();
    }

    @Override
    public RejudgeResult backtest(RejudgeRef run) {
        String owner = Cells.owner();
        return Failures.translating(() -> rejudging.backtest(run, owner));
    }

    @Override
    public RejudgeResult judge(RejudgeRef run) {
        return rejudging.judge(run, Cells.owner());
    }

    @Override
    public RejudgeResult end(RejudgeRef run, RejudgeResult result) {
        return rejudging.end(run, result, Cells.owner());
    }

    @Override
    public RejudgeProgress finish(PlannedRejudgement planned, boolean cancelled) {
        Rejudgement rejudgement = rejudgements
                .byId(planned.rejudgementId())
                .orElseThrow(() -> Failures.of(FailureKind.BAD_INPUT, "there is no rejudgement " + planned));
        return close(rejudgement, cancelled, Cells.owner());
    }

    private RejudgeProgress close(Rejudgement rejudgement, boolean cancelled, String owner) {
        for (Item item : rejudgements.unfinished(rejudgement.id())) {
            RejudgeResult result = cancelled
                    ? RejudgeResult.of(item.position(), RejudgeStatus.CANCELLED, "the rejudgement was cancelled")
                    : RejudgeResult.failed(item.position(), FailureKind.ERROR, "none of its steps could end it");
            rejudging.end(ref(item), result, owner);
        }
        String state = cancelled ? "cancelled" : "completed";
        rejudgements.end(rejudgement.id(), state);
        return new RejudgeProgress(rejudgement.id(), rejudgement.total(), ended(rejudgement.id()), state);
    }

    private RejudgeTally ended(long id) {
        Counts counts = rejudgements.counts(id);
        return new RejudgeTally(
                (int) counts.judged(),
                (int) counts.alreadyJudged(),
                (int) counts.refused(),
                (int) counts.failed(),
                (int) counts.cancelled());
    }

    private static RejudgeRef ref(Item item) {
        return new RejudgeRef(item.rejudgementId(), item.position(), item.trainingRunId());
    }
}
