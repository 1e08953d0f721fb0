package io.regimen.workflows;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts one {@link ModelWorkflow} per cell through a window. */
final class CellChildren {
    private CellChildren() {}

    /** Starts every cell as room allows; each ended cell is told with its status, a child that broke counts as failed or cancelled. */
    static void startAll(OpenChildren window, List<ModelInput> cells, Consumer<CellStatus> ended) {
        for (ModelInput cell : cells) {
            window.start(
                    () -> Async.function(stub(cell)::run, cell),
                    (result, failure) -> ended.accept(result == null ? broken(failure) : result.status()));
        }
    }

    /** A child that was told to cancel closes as cancelled, although it has recorded its own result. */
    private static CellStatus broken(@Nullable RuntimeException failure) {
        return failure != null && failure.getCause() instanceof CanceledFailure
                ? CellStatus.CANCELLED
                : CellStatus.FAILED;
    }

    private static ModelWorkflow stub(ModelInput cell) {
        return Workflow.newChildWorkflowStub(
                ModelWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(GridRequest.workflowId(cell.grid()) + "/m/" + cell.index())
                        .setTaskQueue(TaskQueues.CPU)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setStaticSummary(cell.summary())
                        .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                .set(Steps.GRID_ID, cell.grid())
                                .set(Steps.MARKET, cell.market())
                                .set(Steps.MODEL_TYPE, cell.modelType())
                                .set(Steps.STAGE, ModelWorkflow.Stage.TRAIN.text())
                                .set(Steps.MODEL_STATUS, CellStatus.RUNNING.text())
                                .build())
                        .build());
    }
}
