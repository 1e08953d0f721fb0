package io.regimen.workflows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a {@link GridRequest} and expands it. Pure: the API, the workflow and the planning activity call the same code.
 */
public final class GridPlanner {
    /** More cells than this are refused before any is made. */
    public static final long MAX_CELLS = 100_000;

    private GridPlanner() {}

    /** Everything wrong with a request; empty if it can be started. */
    public static List<Problem> problems(GridRequest request) {
        return new GridChecks(request).run();
    }

    /** Size of the product, counted without expanding it; {@link Long#MAX_VALUE} where a long cannot hold it. */
    public static long cellCount(GridRequest request) {
        long perMarketAndModel = 0;
        for (ModelType type : or(request.modelTypes(), List.of())) {
            perMarketAndModel = plus(perMarketAndModel, paramCombinations(request, type));
        }
        return times(
                perMarketAndModel,
                distinct(or(request.encoders(), List.of("none"))),
                distinct(or(request.symbols(), List.of()).stream()
                        .map(GridPlanner::symbol)
                        .toList()),
                distinct(or(request.baseTimeframes(), List.of())),
                distinct(or(request.daysHistory(), List.of())),
                distinct(or(request.horizons(), List.of())),
                orOne(request.indicatorTfs()),
                orOne(request.additionalFeatures()),
                orOne(request.preprocessingParams()));
    }

    /**
     * The cells of a request without problems, in a fixed order, each configuration once.
     *
     * @throws IllegalArgumentException if {@link #problems} finds any
     */
    public static List<CellConfig> expand(GridRequest request) {
        List<Problem> problems = problems(request);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.getFirst().toString());
        }
        Map<String, CellConfig> cells = new LinkedHashMap<>();
        for (String symbol : sorted(or(request.symbols(), List.of()))) {
            for (Timeframe timeframe : Lists.sortedOr(request.baseTimeframes(), List.of())) {
                for (ModelType type : Lists.sortedOr(request.modelTypes(), List.of())) {
                    expandMarket(request, symbol(symbol), timeframe, type, cells);
                }
            }
        }
        return List.copyOf(cells.values());
    }

    /**
     * How many configurations models are judged under, one entry for horizons that agree in it; nothing where the request
     * has problems.
     */
    public static List<InferenceSize> inferenceSizes(GridRequest request) {
        if (!problems(request).isEmpty()) {
            return List.of();
        }
        return request.inferenceOrDefault().sizes(Lists.sortedOr(request.horizons(), List.of()));
    }

    private static void expandMarket(
            GridRequest request, String symbol, Timeframe timeframe, ModelType type, Map<String, CellConfig> cells) {
        for (String encoder : Lists.sortedOr(request.encoders(), List.of("none"))) {
            for (int days : Lists.sortedOr(request.daysHistory(), List.of())) {
                for (int horizon : Lists.sortedOr(request.horizons(), List.of())) {
                    for (SortedMap<String, List<Timeframe>> indicators : indicators(request, timeframe)) {
                        for (List<String> blocks : blocks(request)) {
                            for (Preprocessing preprocessing :
                                    or(request.preprocessingParams(), List.of(Preprocessing.defaults()))) {
                                for (SortedMap<String, Double> params : params(request, type)) {
                                    CellConfig cell = new CellConfig(
                                            type,
                                            encoder,
                                            symbol,
                                            timeframe,
                                            days,
                                            horizon,
                                            indicators,
                                            blocks,
                                            preprocessing,
                                            params,
                                            request.latencyBars());
                                    cells.putIfAbsent(cell.hash(), cell);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Normal form of a symbol: EUR/USD becomes EURUSD. */
    public static String symbol(String text) {
        return text.replaceAll("[/_\\- ]", "").toUpperCase(Locale.ROOT);
    }

    private static List<SortedMap<String, List<Timeframe>>> indicators(GridRequest request, Timeframe base) {
        List<SortedMap<String, List<Timeframe>>> given = request.indicatorTfs();
        if (given == null) {
            List<Timeframe> both = base.higher().map(h -> List.of(base, h)).orElse(List.of(base));
            SortedMap<String, List<Timeframe>> all = new TreeMap<>();
            Catalogue.DEFAULT_INDICATORS.forEach(name -> all.put(name, both));
            return List.of(all);
        }
        return given.stream()
                .map(alternative -> {
                    SortedMap<String, List<Timeframe>> out = new TreeMap<>();
                    alternative.forEach((name, tfs) -> out.put(name, Lists.sortedOr(tfs, List.of())));
                    return out;
                })
                .distinct()
                .toList();
    }

    private static List<List<String>> blocks(GridRequest request) {
        List<SortedMap<String, Boolean>> given = request.additionalFeatures();
        if (given == null) {
            return List.of(Catalogue.DEFAULT_BLOCKS);
        }
        return given.stream()
                .map(flags -> flags.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList())
                .distinct()
                .toList();
    }

    private static List<SortedMap<String, Double>> params(GridRequest request, ModelType type) {
        List<SortedMap<String, Double>> out = List.of(new TreeMap<>());
        for (Map.Entry<String, ModelType.Bounds> parameter : type.parameters().entrySet()) {
            List<Double> values = Lists.sortedOr(
                    given(request, type).get(parameter.getKey()),
                    List.of(parameter.getValue().fallback()));
            List<SortedMap<String, Double>> next = new ArrayList<>();
            for (SortedMap<String, Double> partial : out) {
                for (double value : values) {
                    SortedMap<String, Double> extended = new TreeMap<>(partial);
                    extended.put(parameter.getKey(), value);
                    next.add(extended);
                }
            }
            out = next;
        }
        return out;
    }

    static SortedMap<String, List<Double>> given(GridRequest request, ModelType type) {
        return Objects.requireNonNullElse(
                Objects.requireNonNullElse(
                                request.modelParams(), new TreeMap<ModelType, SortedMap<String, List<Double>>>())
                        .get(type),
                new TreeMap<>());
    }

    private static long paramCombinations(GridRequest request, ModelType type) {
        long product = 1;
        for (List<Double> values : given(request, type).values()) {
            product = times(product, distinct(values));
        }
        return product;
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().map(GridPlanner::symbol).distinct().sorted().toList();
    }

    private static <T> List<T> or(@Nullable List<T> list, List<T> fallback) {
        return list == null ? fallback : list;
    }

    private static long orOne(@Nullable Collection<?> alternatives) {
        return alternatives == null ? 1 : distinct(alternatives);
    }

    private static long distinct(Collection<?> values) {
        return values.stream().distinct().count();
    }

    private static long times(long... factors) {
        long product = 1;
        for (long factor : factors) {
            long high = Math.multiplyHigh(product, factor);
            product = high != 0 || product * factor < 0 ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }

    private static long plus(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
}
