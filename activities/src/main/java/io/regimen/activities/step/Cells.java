package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.db.GridRepository;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.RunRef;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Cells and runs as the steps look them up. */
@Singleton
final class Cells {
    /** What a step works on. */
    record Work(CellConfig cell, String datasetHash, long seed, Evaluation evaluation, Run run) {}

    private final GridRepository grids;
    private final RunRepository runs;

    Cells(GridRepository grids, RunRepository runs) {
        this.grids = grids;
        this.runs = runs;
    }

    Work work(RunRef ref) {
        Run run = run(ref.runId());
        GridRepository.Cell cell =
                grids.cell(ref.gridId(), ref.index()).orElseThrow(() -> new IllegalStateException("no cell " + ref));
        return new Work(config(cell.config()), run.datasetHash(), run.seed(), Evaluation.parse(run.evaluation()), run);
    }

    Run run(long runId) {
        return runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
    }

    /** Takes a new fence for this workflow's attempt; fails if the run is no longer its own. */
    Run beginAttempt(RunRef ref) {
        if (runs.raiseFence(ref.runId(), owner()) == 0) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    "run " + ref.runId() + " has ended or was taken over: " + owner() + " may not train it");
        }
        return run(ref.runId());
    }

    /** The workflow that carries out a cell: the owner of what it claims. */
    String owner(RunRef ref) {
        return grids.byId(ref.gridId())
                        .orElseThrow(() -> new IllegalStateException("no grid of " + ref))
                        .workflowId()
                + "/m/" + ref.index();
    }

    /** The workflow that an activity works for: the owner of what it claims. */
    static String owner() {
        @Nullable String workflow = Activity.getExecutionContext().getInfo().getWorkflowId();
        if (workflow == null) {
            throw new IllegalStateException("runs only inside a workflow");
        }
        return workflow;
    }

    /**
     * The configuration that a run was trained for; its features must be computed today as they were then.
     *
     * @throws io.temporal.failure.ApplicationFailure UNSUPPORTED if they are not
     */
    CellConfig trained(Run run) {
        CellConfig cell = configuration(run);
        if (!cell.hash().equals(run.configHash())
                || !FeatureSpec.of(cell).hash(run.datasetHash()).equals(runs.featureSetHash(run.id()))) {
            throw Failures.of(
                    FailureKind.UNSUPPORTED,
                    "run " + run.id() + " was trained on features of another version of this program; train its"
                            + " configuration " + run.configHash() + " again");
        }
        return cell;
    }

    /** The configuration that a run was trained for, whatever became of the features since. */
    CellConfig configuration(Run run) {
        return config(runs.config(run.id()));
    }

    static CellConfig config(String json) {
        try {
            return Json.mapper().readValue(json, CellConfig.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
