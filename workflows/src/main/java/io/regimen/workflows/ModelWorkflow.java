package io.regimen.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Locale;

/** Carries out one cell: claim, train, backtest, judge, finish. Its id is {@code grid-<name>/m/<index>}. */
@WorkflowInterface
public interface ModelWorkflow {
    /** Ends in a status for every cell; a failed cell is a value, never an exception. */
    @WorkflowMethod
    CellResult run(ModelInput input);

    @QueryMethod
    Stage stage();

    /** Where a cell stands. */
    enum Stage {
        CLAIM,
        TRAIN,
        BACKTEST,
        JUDGE,
        DONE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
