package io.regimen.activities.step;

import io.regimen.db.BatchWriter.CellRow;
import io.regimen.db.DatasetRepository;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.CellStatus;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expands a request to the rows of its cells; those trained before are marked skipped at once. */
@Singleton
final class CellPlan {
    private final DatasetRepository datasets;
    private final RunRepository runs;
    private final EvaluationRepository evaluations;
    private final RegimeShelf regimes;

    CellPlan(DatasetRepository datasets, RunRepository runs, EvaluationRepository evaluations, RegimeShelf regimes) {
        this.regimes = regimes;
        this.datasets = datasets;
        this.runs = runs;
        this.evaluations = evaluations;
    }

    List<CellRow> rows(GridRequest request) {
        List<CellConfig> cells = GridPlanner.expand(request);
        Map<String, Optional<String>> datasetOf = new TreeMap<>();
        List<@Nullable RunIdentity> identities = new ArrayList<>(cells.size());
        for (CellConfig cell : cells) {
            Optional<String> dataset = datasetOf.computeIfAbsent(cell.market(), market -> dataset(request, cell));
            identities.add(dataset.map(hash -> RunIdentity.of(cell, hash, request.seed()))
                    .orElse(null));
        }
        Map<String, Run> trained = trained(identities);
        Set<Long> judgedSo = Set.copyOf(evaluations.judgedUnder(
                Evaluation.of(request, regimes.planned(request.regimes())).hash(),
                trained.values().stream()
                        .map(run -> Long.toString(run.id()))
                        .collect(Collectors.joining(",", "{", "}"))));
        List<CellRow> rows = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            rows.add(row(request, i, cells.get(i), identities.get(i), trained, judgedSo));
        }
        return rows;
    }

    private static CellRow row(
            GridRequest request,
            int index,
            CellConfig cell,
            @Nullable RunIdentity identity,
            Map<String, Run> trained,
            Set<Long> judgedSo) {
        Run run = identity == null ? null : trained.get(identity.key());
        String otherQueue = request.executionOrDefault().trainQueue();
        return new CellRow(
                index,
                cell.hash(),
                identity == null ? null : identity.key(),
                Json.write(cell),
                identity == null ? null : identity.datasetHash(),
                cell.label(),
                cell.market(),
                cell.modelType().toString(),
                otherQueue == null ? cell.modelType().trainQueue() : otherQueue,
                (run == null ? CellStatus.PENDING : CellStatus.SKIPPED).text(),
                run == null ? null : run.id(),
                run == null ? null : GridSteps.alreadyTrained(judgedSo.contains(run.id())));
    }

    private Map<String, Run> trained(List<@Nullable RunIdentity> identities) {
        String keys = identities.stream()
                .filter(Objects::nonNull)
                .map(RunIdentity::key)
                .collect(Collectors.joining(",", "{", "}"));
        return runs.completed(keys).stream().collect(Collectors.toMap(Run::runKey, Function.identity()));
    }

    /** The pinned or the newest dataset of a cell's market; empty if there is none yet. */
    private Optional<String> dataset(GridRequest request, CellConfig cell) {
        String pinned = request.datasets() == null ? null : request.datasets().get(cell.market());
        if (pinned == null) {
            return datasets.newest(cell.symbol(), cell.baseTimeframe().toString())
                    .map(DatasetRepository.Dataset::hash);
        }
        return Optional.of(datasets.byHash(pinned)
                .filter(d -> d.symbol().equals(cell.symbol())
                        && d.timeframe().equals(cell.baseTimeframe().toString()))
                .map(DatasetRepository.Dataset::hash)
                .orElseThrow(() -> Failures.of(
                        FailureKind.BAD_INPUT, "dataset " + pinned + " does not hold bars of " + cell.market())));
    }
}
