package io.regimen.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Carries out one grid. Its id is {@code grid-<name>}; all controls may be used from the plain {@code temporal} CLI. */
@WorkflowInterface
public interface GridTrainingWorkflow {
    @WorkflowMethod
    GridProgress run(GridRequest request);

    /** No new cell starts; running cells finish. */
    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    /** Trains failed cells again once the cells now planned have ended. */
    @SignalMethod
    void retryFailed();

    /** Cells with these indices that have not started are left out. */
    @SignalMethod
    void skipCells(List<Integer> indices);

    /** Sets the number of cells open at a time and returns the one before. */
    @UpdateMethod
    int setWindow(int window);

    @UpdateValidatorMethod(updateName = "setWindow")
    void validateSetWindow(int window);

    /** Internal: a cell waits for space in the store. No new cell starts while any does. */
    @SignalMethod
    void waitsForSpace(int index, String reason);

    /** Internal: that cell waits no longer. */
    @SignalMethod
    void goesOn(int index);

    @QueryMethod
    GridProgress progress();

    /** Internal: a range tells how far it is. */
    @SignalMethod
    void rangeProgress(int offset, Tally tally);
}
