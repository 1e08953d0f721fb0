package io.regimen.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of one grid request, each naming the field and the mend. */
final class GridChecks {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{2,24}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final GridRequest request;
    private final List<Problem> found = new ArrayList<>();

    GridChecks(GridRequest request) {
        this.request = request;
    }

    List<Problem> run() {
        checkName();
        request.unknown()
                .keySet()
                .forEach(field -> add(
                        field,
                        "unknown field",
                        "Remove it or correct its spelling; `deploy/regimen grid example` prints all fields"));
        if (holdsNull()) {
            return List.copyOf(found);
        }
        required("model_types", request.modelTypes());
        required("symbols", request.symbols());
        required("base_timeframes", request.baseTimeframes());
        required("days_history", request.daysHistory());
        required("horizons", request.horizons());
        checkMarkets();
        checkFeatures();
        checkModelParams();
        within("latency_bars", request.latencyBars(), 0, 100);
        checkDatasets();
        found.addAll(request.inferenceOrDefault().problems());
        found.addAll(request.costsOrDefault().problems());
        found.addAll(RegimeName.problems(request.regimes()));
        found.addAll(request.executionOrDefault().problems());
        checkSize();
        return List.copyOf(found);
    }

    private void checkName() {
        String name = request.name();
        if (name == null || !GridRequest.NAME.matcher(name).matches()) {
            add("name", name == null ? "missing" : "not a name", "Use 1 to 128 letters, digits, '.', '_' or '-'");
        }
    }

    /** Everything below may rely on lists without nulls, as deep as JSON can put them. */
    private boolean holdsNull() {
        return findNull("", Json.mapper().valueToTree(request));
    }

    private boolean findNull(String path, JsonNode node) {
        if (node.isNull()) {
            add(path, "null", "Remove it");
            return true;
        }
        boolean any = false;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            any |= findNull(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            any |= findNull(path + "[" + i + "]", node.get(i));
        }
        return any;
    }

    private void checkMarkets() {
        int at = 0;
        for (String symbol : orEmpty(request.symbols())) {
            if (!SYMBOL.matcher(GridPlanner.symbol(symbol)).matches()) {
                add(
                        "symbols[" + at + "]",
                        "\"" + symbol + "\" is not a symbol",
                        "Use letters and digits: EURUSD, BTCUSDT");
            }
            at++;
        }
        List<Integer> days = orEmpty(request.daysHistory());
        for (int i = 0; i < days.size(); i++) {
            within("days_history[" + i + "]", days.get(i), 1, 3650);
        }
        List<Integer> horizons = orEmpty(request.horizons());
        for (int i = 0; i < horizons.size(); i++) {
            within("horizons[" + i + "]", horizons.get(i), 1, 500);
            checkHorizonFits(i, horizons.get(i), days);
        }
        for (String encoder : orEmpty(request.encoders())) {
            known("encoders", encoder, Catalogue.ENCODERS);
        }
    }

    /** A horizon must fit many times into the shortest history, or no label is left to learn from. */
    private void checkHorizonFits(int at, int horizon, List<Integer> days) {
        for (Timeframe timeframe : orEmpty(request.baseTimeframes())) {
            for (int d : days) {
                double bars = d * 86_400.0 / timeframe.seconds();
                if (d > 0 && horizon * 20.0 > bars) {
                    add(
                            "horizons[" + at + "]",
                            String.format(
                                    Locale.ROOT,
                                    "%d bars of %s do not fit 20 times into %d days (%.0f bars)",
                                    horizon,
                                    timeframe,
                                    d,
                                    bars),
                            "Increase days_history or decrease the horizon");
                    return;
                }
            }
        }
    }

    private void checkFeatures() {
        List<SortedMap<String, List<Timeframe>>> alternatives = orEmpty(request.indicatorTfs());
        for (int i = 0; i < alternatives.size(); i++) {
            for (Map.Entry<String, List<Timeframe>> entry : alternatives.get(i).entrySet()) {
                String field = "indicator_tfs[" + i + "]." + entry.getKey();
                known(field, entry.getKey(), Catalogue.INDICATORS);
                for (Timeframe timeframe : entry.getValue()) {
                    for (Timeframe base : orEmpty(request.baseTimeframes())) {
                        if (timeframe.seconds() < base.seconds()) {
                            add(
                                    field,
                                    timeframe + " is shorter than the base timeframe " + base,
                                    "Use the base timeframe or a longer one");
                        }
                    }
                }
            }
        }
        for (SortedMap<String, Boolean> flags : orEmpty(request.additionalFeatures())) {
            flags.forEach((block, on) -> known("additional_features." + block, block, Catalogue.BLOCKS));
        }
        List<Preprocessing> preprocessing = orEmpty(request.preprocessingParams());
        for (int i = 0; i < preprocessing.size(); i++) {
            found.addAll(preprocessing.get(i).problems("preprocessing_params[" + i + "]"));
        }
    }

    private void checkModelParams() {
        SortedMap<ModelType, SortedMap<String, List<Double>>> params =
                Objects.requireNonNullElse(request.modelParams(), new TreeMap<>());
        params.forEach((type, values) -> values.forEach((name, list) -> {
            String field = "model_params." + type + "." + name;
            ModelType.Bounds bounds = type.parameters().get(name);
            if (bounds == null) {
                add(
                        field,
                        "unknown hyperparameter",
                        "Use one of " + type.parameters().keySet());
                return;
            }
            if (list.isEmpty()) {
                add(field, "no value", "Give at least one value, or leave the field out");
            }
            for (double value : list) {
                if (!(value >= bounds.min() && value <= bounds.max())) {
                    add(field, value + " is out of bounds", "Use " + bounds.min() + " to " + bounds.max());
                }
            }
        }));
    }

    private void checkDatasets() {
        Objects.requireNonNullElse(request.datasets(), new TreeMap<String, String>())
                .forEach((market, hash) -> {
                    if (!HASH.matcher(hash).matches()) {
                        add(
                                "datasets." + market,
                                "not a dataset hash",
                                "Use the 64 hexadecimal digits that `import` prints");
                    }
                });
    }

    private void checkSize() {
        long cells = GridPlanner.cellCount(request);
        if (cells > GridPlanner.MAX_CELLS) {
            add(
                    "grid",
                    (cells == Long.MAX_VALUE ? "more than 9.2e18" : Long.toString(cells)) + " cells",
                    "At most " + GridPlanner.MAX_CELLS + " are allowed: shorten a list or split the grid");
        }
    }

    private void required(String field, @Nullable List<?> values) {
        if (values == null || values.isEmpty()) {
            add(field, "missing", "Give a list with at least one value");
        } else {
            Set<Object> seen = new HashSet<>();
            values.stream()
                    .filter(value -> !seen.add(value))
                    .findFirst()
                    .ifPresent(twice -> add(field, twice + " stands twice", "Name each value once"));
        }
    }

    private void known(String field, String name, List<String> available) {
        if (!available.contains(name)) {
            add(field, "\"" + name + "\" is not available", "Available: " + String.join(", ", available));
        }
    }

    private void within(String field, int value, int min, int max) {
        if (value < min || value > max) {
            add(field, value + " is out of bounds", "Use " + min + " to " + max);
        }
    }

    private void add(String field, String message, String hint) {
        found.add(new Problem(field, message, hint));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
