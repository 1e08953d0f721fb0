package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.BatchWriter;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.RunQueries;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CurveActivities;
import io.regimen.workflows.CurveRequest;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Details of backtests that nobody thought would be looked at. */
@Singleton
public final class CurveStep implements CurveActivities {
    private final Cells cells;
    private final RunRepository runs;
    private final RunQueries queries;
    private final EvaluationRepository evaluations;
    private final ArtifactRepository artifacts;
    private final Materials materials;
    private final BacktestStep backtests;
    private final BatchWriter writer;
    private final TransactionOperations<Connection> transactions;

    CurveStep(
            Cells cells,
            RunRepository runs,
            RunQueries queries,
            EvaluationRepository evaluations,
            ArtifactRepository artifacts,
            Materials materials,
            BacktestStep backtests,
            BatchWriter writer,
            TransactionOperations<Connection> transactions) {
        this.cells = cells;
        this.runs = runs;
        this.queries = queries;
        this.evaluations = evaluations;
        this.artifacts = artifacts;
        this.materials = materials;
        this.backtests = backtests;
        this.writer = writer;
        this.transactions = transactions;
    }

    @Override
    public boolean describe(CurveRequest request) {
        return Failures.translating(() -> describeOnce(request));
    }

    private boolean describeOnce(CurveRequest request) {
        if (isStored(request)) {
            return false;
        }
        Run run = runs.byId(request.runId()).orElseThrow(() -> bad("there is no run " + request.runId()));
        Evaluation evaluation = evaluation(request);
        if (artifacts.present(run.id()).isEmpty()) {
            throw bad("run " + run.id() + " cannot be traded again: " + RejudgePlan.withoutFile(run.configHash()));
        }
        Cells.Work work = new Cells.Work(cells.trained(run), run.datasetHash(), run.seed(), evaluation, run);
        InferenceConfig config = config(work, request.configIndex());
        Heartbeat heartbeat = new Heartbeat();
        Workpiece piece =
                Workpiece.of(work.cell(), work.datasetHash(), materials, () -> heartbeat.moved("waits for features"));
        ForecastStreams streams = backtests.streams(work, piece, EnumSet.of(config.predictionMethod()));
        heartbeat.moved("forecasts are there");
        BacktestPath path = backtests.backtester(work, piece.ground()).path(streams, config, segment(request));
        String detail = Json.write(Contenders.detail(path, piece.bars()));
        transactions.executeWrite(status -> {
            writer.addDetails(
                    run.id(),
                    request.evaluationHash(),
                    request.segment().toString(),
                    new TreeMap<>(Map.of(request.configIndex(), detail)));
            return null;
        });
        return true;
    }

    private boolean isStored(CurveRequest request) {
        return queries.detail(
                        request.runId(),
                        request.evaluationHash(),
                        request.configIndex(),
                        request.segment().toString())
                .isPresent();
    }

    private Evaluation evaluation(CurveRequest request) {
        Evaluation evaluation = evaluations
                .completedTerms(request.runId(), request.evaluationHash())
                .map(Evaluation::parse)
                .orElseThrow(() -> bad(
                        "run " + request.runId() + " was not judged under the evaluation " + request.evaluationHash()));
        if (!evaluation.isOfToday()) {
            throw Failures.of(
                    FailureKind.UNSUPPORTED,
                    "run " + request.runId()
                            + " was judged by another version of this program, which would draw another"
                            + " curve today; judge it again with deploy/regimen runs rejudge");
        }
        return evaluation;
    }

    private static InferenceConfig config(Cells.Work work, int index) {
        List<InferenceConfig> configs =
                work.evaluation().inference().expand(work.cell().horizon());
        if (index < 0 || index >= configs.size()) {
            throw bad("run " + work.run().id() + " was judged under " + configs.size() + " configurations: use 0 to "
                    + (configs.size() - 1));
        }
        return configs.get(index);
    }

    private static Segment segment(CurveRequest request) {
        return switch (request.segment()) {
            case VALIDATION -> Segment.VALIDATION;
            case TEST -> Segment.TEST;
        };
    }

    private static RuntimeException bad(String message) {
        return Failures.of(FailureKind.BAD_INPUT, message);
    }
}
