package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.GridRepository;
import io.regimen.db.LeaderRepository;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellActivities;
import io.regimen.workflows.CellResult;
import io.regimen.workflows.CellStatus;
import io.regimen.workflows.Claim;
import io.regimen.workflows.Judgement;
import io.regimen.workflows.RunRef;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Claim, judge and finish of a cell. */
@Singleton
public final class CellSteps implements CellActivities {
    private final Cells cells;
    private final Claims claims;
    private final Judge judge;
    private final ModelFiles files;
    private final GridRepository grids;
    private final RunRepository runs;
    private final ArtifactRepository artifacts;
    private final LeaderRepository leaders;
    private final TransactionOperations<Connection> transactions;
    private final StoreSpace space;
    private final FaultPoint faults;

    CellSteps(
            Cells cells,
            Claims claims,
            Judge judge,
            ModelFiles files,
            GridRepository grids,
            RunRepository runs,
            ArtifactRepository artifacts,
            LeaderRepository leaders,
            TransactionOperations<Connection> transactions,
            StoreSpace space,
            FaultPoint faults) {
        this.cells = cells;
        this.claims = claims;
        this.judge = judge;
        this.files = files;
        this.grids = grids;
        this.runs = runs;
        this.artifacts = artifacts;
        this.leaders = leaders;
        this.transactions = transactions;
        this.space = space;
        this.faults = faults;
    }

    @Override
    public Claim claim(long gridId, int index) {
        return Failures.translating(() -> claims.claim(gridId, index));
    }

    @Override
    public void awaitSpace(RunRef run) {
        space.require();
    }

    @Override
    public Judgement judge(RunRef run) {
        Judgement judgement = judge.judge(run.runId());
        faults.reached(Place.AFTER_JUDGE, run.index());
        return judgement;
    }

    @Override
    public CellResult finish(RunRef ref, CellResult result) {
        CellResult last = transactions.executeWrite(status -> end(ref, result));
        files.deletePending(ref.runId());
        return last;
    }

    /**
     * Gives run and cell their final state. Judging is the point of no return: a run that was judged ends completed,
     * whatever happened to its workflow since. A run that another workflow has taken over is left alone.
     */
    private CellResult end(RunRef ref, CellResult result) {
        Run run = runs.lock(ref.runId()).orElseThrow();
        boolean own = run.owner().equals(cells.owner(ref));
        CellResult last = run.judged() && result.status() != CellStatus.SUCCEEDED
                ? new CellResult(ref.index(), CellStatus.SUCCEEDED, leaders.leads(ref.runId()), null, null)
                : result;
        @Nullable
        String kind = last.failureKind() == null ? null : last.failureKind().name();
        if (own && last.status() == CellStatus.SUCCEEDED) {
            runs.end(ref.runId(), "completed", null, null);
        } else if (own && run.status().equals("running")) {
            runs.deleteBacktests(ref.runId());
            artifacts.giveUp(ref.runId());
            runs.end(ref.runId(), last.status().text(), kind, last.reason());
        }
        grids.endCell(ref.gridId(), ref.index(), last.status().text(), ref.runId(), kind, last.reason());
        return last;
    }
}
