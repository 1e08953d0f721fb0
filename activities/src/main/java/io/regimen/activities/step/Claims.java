package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.db.DatasetRepository;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.GridRepository;
import io.regimen.db.GridRepository.Cell;
import io.regimen.db.GridRepository.Grid;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.CellResult;
import io.regimen.workflows.CellStatus;
import io.regimen.workflows.Claim;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a run a workflow's own, so that a configuration is trained once however many grids ask for it at the same time:
 * the second workflow waits until the first has ended, then finds the run trained, or takes it over.
 */
@Singleton
final class Claims {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** What all cells of a grid have in common; the stored request may be long. */
    private record Setup(long seed, Evaluation evaluation, String createdBy) {}

    private final Cache<Long, Setup> setups =
            Caffeine.newBuilder().maximumSize(100).build();
    private final GridRepository grids;
    private final RunRepository runs;
    private final EvaluationRepository evaluations;
    private final DatasetRepository datasets;
    private final RegimeShelf regimes;
    private final OpenWorkflows open;
    private final ModelFiles files;
    private final TransactionOperations<Connection> transactions;

    Claims(
            GridRepository grids,
            RunRepository runs,
            EvaluationRepository evaluations,
            DatasetRepository datasets,
            RegimeShelf regimes,
            OpenWorkflows open,
            ModelFiles files,
            TransactionOperations<Connection> transactions) {
        this.grids = grids;
        this.runs = runs;
        this.evaluations = evaluations;
        this.datasets = datasets;
        this.regimes = regimes;
        this.open = open;
        this.files = files;
        this.transactions = transactions;
    }

    Claim claim(long gridId, int index) {
        Setup setup = setups.get(gridId, this::setup);
        Cell cell = grids.cell(gridId, index)
                .orElseThrow(() -> new IllegalStateException("no cell " + index + " in grid " + gridId));
        CellConfig config = Cells.config(cell.config());
        String dataset = cell.datasetHash() == null ? newestDataset(config).orElse(null) : cell.datasetHash();
        if (dataset == null) {
            return withoutBars(cell, config);
        }
        RunIdentity identity = RunIdentity.of(config, dataset, setup.seed());
        String owner = Cells.owner();
        Optional<String> busy = runs.byKey(identity.key())
                .filter(run -> run.status().equals("running") && !run.owner().equals(owner))
                .map(Run::owner)
                .filter(open::isOpen);
        if (busy.isPresent()) {
            throw Failures.busy("the same configuration is being trained by " + busy.get(), ASK_AGAIN);
        }
        Claim claim = transactions.executeWrite(status -> claim(setup, cell, identity, owner));
        if (claim.ended() != null) {
            // what a workflow that ended between judging and finishing has left to delete
            runs.byKey(identity.key()).ifPresent(run -> files.deletePending(run.id()));
        }
        return claim;
    }

    private Claim claim(Setup setup, Cell seen, RunIdentity identity, String owner) {
        Cell cell = grids.lockCell(seen.queueId(), seen.cellIndex()).orElseThrow();
        CellStatus state = CellStatus.valueOf(cell.status().toUpperCase(Locale.ROOT));
        if (state.isFinal()) {
            return new Claim(null, CellResult.of(cell.cellIndex(), state));
        }
        if (cell.runKey() == null) {
            grids.resolve(cell.queueId(), cell.cellIndex(), identity.datasetHash(), identity.key());
        }
        Evaluation evaluation = setup.evaluation();
        runs.add(
                identity.key(),
                identity.configHash(),
                owner,
                cell.config(),
                identity.datasetHash(),
                identity.featureSetHash(),
                identity.codeVersion(),
                identity.seed(),
                Json.write(evaluation),
                evaluation.hash(),
                setup.createdBy());
        Run run = runs.lockByKey(identity.key()).orElseThrow();
        if (run.judged()) {
            return judgedBefore(cell, run, evaluation);
        }
        if (!run.status().equals("running") || !run.owner().equals(owner)) {
            runs.takeOver(run.id(), owner, Json.write(evaluation), evaluation.hash());
            runs.deleteBacktests(run.id());
        }
        grids.startCell(cell.queueId(), cell.cellIndex(), run.id());
        return new Claim(run.id(), null);
    }

    /**
     * A run that was judged is complete, also if its workflow was ended before it could say so: it is never trained again.
     * The cell succeeded if the run was its own, else it has nothing to do.
     */
    private Claim judgedBefore(Cell cell, Run run, Evaluation evaluation) {
        boolean own = run.status().equals("running") && Long.valueOf(run.id()).equals(cell.trainingRunId());
        runs.end(run.id(), "completed", null, null);
        CellStatus last = own ? CellStatus.SUCCEEDED : CellStatus.SKIPPED;
        grids.endCell(
                cell.queueId(),
                cell.cellIndex(),
                last.text(),
                run.id(),
                null,
                own ? null : GridSteps.alreadyTrained(judgedSo(run, evaluation)));
        return new Claim(null, CellResult.of(cell.cellIndex(), last));
    }

    private boolean judgedSo(Run run, Evaluation evaluation) {
        return evaluations
                .find(run.id(), evaluation.hash())
                .filter(found -> found.status().equals("completed"))
                .isPresent();
    }

    private Setup setup(long gridId) {
        Grid grid = grids.byId(gridId).orElseThrow(() -> new IllegalStateException("no grid " + gridId));
        return new Setup(grid.seed(), evaluation(GridSteps.request(grid)), grid.createdBy());
    }

    private Evaluation evaluation(GridRequest request) {
        return Evaluation.of(request, regimes.planned(request.regimes()));
    }

    private Optional<String> newestDataset(CellConfig config) {
        return datasets.newest(config.symbol(), config.baseTimeframe().toString())
                .map(DatasetRepository.Dataset::hash);
    }

    private Claim withoutBars(Cell cell, CellConfig config) {
        String reason = "there are no bars of " + config.market()
                + "; import some with `deploy/regimen import`, then retry the failed cells";
        CellResult failed = CellResult.failed(cell.cellIndex(), FailureKind.MISSING_DATA, reason);
        grids.endCell(
                cell.queueId(),
                cell.cellIndex(),
                CellStatus.FAILED.text(),
                null,
                FailureKind.MISSING_DATA.name(),
                reason);
        return new Claim(null, failed);
    }
}
