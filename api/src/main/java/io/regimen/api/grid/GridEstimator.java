package io.regimen.api.grid;

import io.regimen.db.DatasetQueries;
import io.regimen.db.EstimateQueries;
import io.regimen.db.MeanCost;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.Timeframe;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Estimates a grid from what completed runs took, and says so where there are none. */
@Singleton
final class GridEstimator {
    private final EstimateQueries history;
    private final DatasetQueries datasets;

    GridEstimator(EstimateQueries history, DatasetQueries datasets) {
        this.history = history;
        this.datasets = datasets;
    }

    /** The estimate of a request without problems. */
    GridEstimate estimate(GridRequest request) {
        Map<String, CellConfig> cells = new LinkedHashMap<>();
        for (CellConfig cell : GridPlanner.expand(request)) {
            cells.put(cell.hash(), cell);
        }
        Set<String> trained = history.trained(cells.keySet(), datasetsOf(request), request.seed());
        List<CellConfig> untrained = cells.entrySet().stream()
                .filter(cell -> !trained.contains(cell.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        Map<ModelType, Long> left = untrained.stream()
                .collect(Collectors.groupingBy(CellConfig::modelType, TreeMap::new, Collectors.counting()));
        InferenceGrid inference = request.inferenceOrDefault();
        Map<String, MeanCost> means =
                history.means().stream().collect(Collectors.toMap(MeanCost::modelType, mean -> mean));
        double seconds = 0;
        double bytes = 0;
        List<String> basis = new ArrayList<>();
        List<String> assumed = new ArrayList<>();
        for (Map.Entry<ModelType, Long> entry : left.entrySet()) {
            ModelType type = entry.getKey();
            MeanCost mean = means.get(type.toString());
            double perCell = mean == null ? assumedSeconds(type) : mean.totalSeconds();
            seconds += perCell * entry.getValue();
            if (mean == null) {
                assumed.add(perCell + " s per " + type + " cell");
            } else {
                bytes += mean.fileBytes() * entry.getValue();
                basis.add("mean of " + mean.runs() + " " + type + (mean.runs() == 1 ? " run" : " runs"));
            }
        }
        if (!assumed.isEmpty()) {
            basis.add("no history yet: assuming " + String.join(", ", assumed));
        }
        return new GridEstimate(
                cells.size(),
                trained.size(),
                untrained.stream()
                        .mapToLong(cell -> inference.size(cell.horizon()))
                        .sum(),
                GridPlanner.inferenceSizes(request),
                seconds,
                Math.round(bytes),
                basis.isEmpty() ? "every cell is trained already" : String.join("; ", basis));
    }

    /** Hashes of the datasets that the markets of a request would use. */
    private List<String> datasetsOf(GridRequest request) {
        Map<String, String> byMarket = new HashMap<>();
        datasets.newest()
                .forEach(dataset -> byMarket.put(dataset.symbol() + "/" + dataset.timeframe(), dataset.hash()));
        if (request.datasets() != null) {
            byMarket.putAll(request.datasets());
        }
        List<String> hashes = new ArrayList<>();
        for (String symbol : request.symbols() == null ? List.<String>of() : request.symbols()) {
            for (Timeframe timeframe :
                    request.baseTimeframes() == null ? List.<Timeframe>of() : request.baseTimeframes()) {
                String hash = byMarket.get(CellConfig.market(GridPlanner.symbol(symbol), timeframe));
                if (hash != null) {
                    hashes.add(hash);
                }
            }
        }
        return hashes;
    }

    /** Rough figures for some thousand bars, only used until there are runs of the family; the answer says so. */
    private static double assumedSeconds(ModelType type) {
        return switch (type) {
            case RIDGE -> 0.3;
            case XGBOOST -> 2;
            case ZERO, MOMENTUM -> 0.2;
        };
    }
}
