package io.regimen.api;

import io.regimen.workflows.GridProgress;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.Tally;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** A grid that trains nothing: it notes what it was told, and ends when cells are skipped. */
public final class FakeGrid implements GridTrainingWorkflow {
    private final List<String> told = new ArrayList<>();
    private int window = 4;
    private boolean ended;

    @Override
    public GridProgress run(GridRequest request) {
        told.add("run retry_of=" + request.retryOf() + " created_by=" + request.createdBy());
        if (request.seed() == 666) {
            throw ApplicationFailure.newNonRetryableFailure("no bars of GBPUSD/1h: import some", "MISSING_DATA");
        }
        Workflow.await(() -> ended);
        return progress();
    }

    @Override
    public void pause() {
        told.add("pause");
    }

    @Override
    public void resume() {
        told.add("resume");
    }

    @Override
    public void waitsForSpace(int index, String reason) {
        told.add("waits " + index);
    }

    @Override
    public void goesOn(int index) {
        told.add("goes on " + index);
    }

    @Override
    public void retryFailed() {
        told.add("retryFailed");
    }

    @Override
    public void skipCells(List<Integer> indices) {
        told.add("skip " + indices);
        ended = indices.contains(999);
    }

    @Override
    public int setWindow(int newWindow) {
        int before = window;
        window = newWindow;
        return before;
    }

    @Override
    public void validateSetWindow(int newWindow) {
        if (newWindow == 13) {
            throw new IllegalArgumentException("13 brings bad luck");
        }
    }

    /** The words this grid was told stand in the state. */
    @Override
    public GridProgress progress() {
        return new GridProgress(0, 0, 0, Tally.NONE, false, window, String.join("; ", told));
    }

    @Override
    public void rangeProgress(int offset, Tally tally) {}
}
