package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.db.BatchWriter;
import io.regimen.db.GridRepository;
import io.regimen.db.GridRepository.Cell;
import io.regimen.db.GridRepository.Counts;
import io.regimen.db.GridRepository.Grid;
import io.regimen.workflows.CellResult;
import io.regimen.workflows.CellStatus;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.GridActivities;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridProgress;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import io.regimen.workflows.ModelInput;
import io.regimen.workflows.PlannedGrid;
import io.regimen.workflows.Problem;
import io.regimen.workflows.RunRef;
import io.regimen.workflows.Tally;
import io.regimen.workflows.regime.RegimeVersion;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Steps of a grid as a whole. */
@Singleton
public final class GridSteps implements GridActivities {
    private final GridRepository grids;
    private final BatchWriter writer;
    private final CellPlan cellPlan;
    private final CellSteps cells;
    private final FundingStore fundings;
    private final RegimeShelf regimes;
    private final TransactionOperations<Connection> transactions;
    private final StoreSpace space;

    GridSteps(
            GridRepository grids,
            BatchWriter writer,
            CellPlan cellPlan,
            CellSteps cells,
            FundingStore fundings,
            RegimeShelf regimes,
            TransactionOperations<Connection> transactions,
            StoreSpace space) {
        this.grids = grids;
        this.writer = writer;
        this.cellPlan = cellPlan;
        this.cells = cells;
        this.fundings = fundings;
        this.regimes = regimes;
        this.transactions = transactions;
        this.space = space;
    }

    @Override
    public PlannedGrid plan(GridRequest asked) {
        List<Problem> problems = GridPlanner.problems(asked);
        if (!problems.isEmpty()) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        fundings.check(asked.costs());
        space.require();
        if (asked.retryOf() != null) {
            Grid grid = grid(asked.retryOf());
            requeue(grid.id());
            return planned(grid, asked);
        }
        RegimeVersion version = regimes.wanted(asked.regimes());
        // what is stored names a version: the newest may be another one before the grid has ended
        GridRequest request = asked.regimes() == null
                ? asked
                : asked.judgedUnder(version.reference().toString());
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String workflowId = Cells.owner();
        String uuid = UUID.nameUUIDFromBytes(
                        (workflowId + "/" + info.getWorkflowRunId()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        List<BatchWriter.CellRow> rows = cellPlan.rows(request);
        Grid grid = transactions.executeWrite(status -> {
            grids.add(
                    uuid,
                    Objects.requireNonNull(request.name()),
                    workflowId,
                    Json.write(request),
                    Evaluation.of(request, version).hash(),
                    request.seed(),
                    rows.size(),
                    request.executionOrDefault().window(),
                    request.createdBy() == null ? "temporal" : request.createdBy());
            Grid added = grids.byUuid(uuid).orElseThrow();
            writer.addCells(added.id(), rows);
            return added;
        });
        closeAbandoned(grid);
        return planned(grid, request);
    }

    /** An earlier execution under this workflow id that is still marked open was terminated: nobody else can end it. */
    private void closeAbandoned(Grid grid) {
        for (Grid abandoned : grids.abandoned(grid.workflowId(), grid.id())) {
            close(abandoned, true);
        }
    }

    private PlannedGrid planned(Grid grid, GridRequest request) {
        List<Integer> ranges = grids.pendingIndices(grid.id()).stream()
                .map(index -> index / PlannedGrid.RANGE * PlannedGrid.RANGE)
                .distinct()
                .toList();
        Counts counts = grids.counts(grid.id());
        return new PlannedGrid(
                grid.id(),
                grid.name(),
                grid.totalConfigs(),
                (int) counts.skipped(),
                ranges,
                request.executionOrDefault());
    }

    @Override
    public List<ModelInput> pendingCells(PlannedGrid grid, int offset, int count) {
        return grids.pending(grid.gridId(), offset, count).stream()
                .map(cell -> new ModelInput(
                        grid.gridId(),
                        grid.name(),
                        cell.cellIndex(),
                        cell.label(),
                        cell.market(),
                        cell.modelType(),
                        cell.trainQueue(),
                        grid.execution()))
                .toList();
    }

    @Override
    public void skipCells(long gridId, List<Integer> indices) {
        grids.skip(gridId, indices.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
    }

    @Override
    public PlannedGrid requeueFailed(PlannedGrid planned) {
        Grid grid = requeue(planned.gridId());
        return planned(grid, request(grid));
    }

    private Grid requeue(long gridId) {
        return transactions.executeWrite(status -> {
            int requeued = grids.requeueFailed(gridId);
            grids.setStatus(gridId, "running", null);
            Grid grid = grid(gridId);
            grids.audit(
                    grid.createdBy(),
                    "retry-failed",
                    "grid " + gridId,
                    Json.write(java.util.Map.of("cells", requeued)));
            return grid;
        });
    }

    @Override
    public void markState(long gridId, String state, @Nullable String waitsFor) {
        grids.setStatus(gridId, state, waitsFor);
    }

    @Override
    public GridProgress finish(PlannedGrid planned, boolean cancelled) {
        return close(grid(planned.gridId()), cancelled);
    }

    /**
     * Gives every cell a final state, then the grid, then writes its one notification. Cells that never started are
     * cancelled; cells whose workflow was terminated have failed.
     */
    private GridProgress close(Grid grid, boolean cancelled) {
        for (Cell cell : grids.unfinished(grid.id())) {
            boolean started = cell.status().equals(CellStatus.RUNNING.text());
            CellResult result = cancelled
                    ? CellResult.of(cell.cellIndex(), CellStatus.CANCELLED)
                    : CellResult.failed(
                            cell.cellIndex(), FailureKind.ERROR, "its workflow was terminated before it had ended");
            if (started && cell.trainingRunId() != null) {
                cells.finish(new RunRef(cell.trainingRunId(), grid.id(), cell.cellIndex()), result);
            } else {
                grids.endCell(
                        grid.id(),
                        cell.cellIndex(),
                        result.status().text(),
                        null,
                        cancelled ? null : FailureKind.ERROR.name(),
                        cancelled ? "the grid was cancelled" : result.reason());
            }
        }
        String state = cancelled ? "cancelled" : "completed";
        return transactions.executeWrite(status -> {
            grids.setStatus(grid.id(), state, null);
            GridProgress progress = progress(grid, state);
            grids.notifyFinished(grid.queueUuid(), grid.id(), Json.write(progress));
            return progress;
        });
    }

    private GridProgress progress(Grid grid, String state) {
        Counts counts = grids.counts(grid.id());
        Tally ended = new Tally(
                (int) counts.succeeded(), (int) counts.skipped(), (int) counts.failed(), (int) counts.cancelled());
        return new GridProgress(
                grid.id(),
                grid.totalConfigs(),
                ended.skipped(),
                ended,
                false,
                request(grid).executionOrDefault().window(),
                state);
    }

    private Grid grid(long id) {
        return grids.byId(id).orElseThrow(() -> Failures.of(FailureKind.BAD_INPUT, "there is no grid " + id));
    }

    static GridRequest request(Grid grid) {
        try {
            return Json.mapper().readValue(grid.request(), GridRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why a cell was left out; which run it was stands beside it, so that equal reasons can be counted.
     *
     * @param judgedSo whether the run was judged under the terms of the grid, once
     */
    static String alreadyTrained(boolean judgedSo) {
        return judgedSo ? "already trained" : "already trained, and judged under other costs or inference settings";
    }
}
