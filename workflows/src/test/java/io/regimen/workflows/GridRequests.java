package io.regimen.workflows;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Requests for tests. */
final class GridRequests {
    private GridRequests() {}

    /** A ridge grid of as many cells as asked for: they differ in their penalty. */
    static GridRequest named(String name, int cells) {
        return withWindow(name, cells, 8);
    }

    static GridRequest withWindow(String name, int cells, int window) {
        TreeMap<String, List<Double>> ridge = new TreeMap<>();
        ridge.put("lambda", IntStream.range(0, cells).mapToObj(i -> 1.0 + i).toList());
        TreeMap<ModelType, java.util.SortedMap<String, List<Double>>> params = new TreeMap<>();
        params.put(ModelType.RIDGE, ridge);
        return new GridRequest(
                name,
                List.of(ModelType.RIDGE),
                null,
                List.of("EUR/USD"),
                List.of(Timeframe.H1),
                List.of(365),
                List.of(4),
                null,
                null,
                null,
                params,
                0,
                null,
                null,
                null,
                null,
                42,
                new Execution(window, 4, 1, null, null),
                "test",
                null,
                new TreeMap<>());
    }
}
