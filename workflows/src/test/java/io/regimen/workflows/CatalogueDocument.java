package io.regimen.workflows;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of features, written from the catalogue. */
final class CatalogueDocument {
    private CatalogueDocument() {}

    static String text() {
        return """
            # Features

            Written from the catalogue in the code (`io.regimen.workflows.Catalogue`); `GET /api/features` gives the same list. A test fails
            when this page differs, and says how to write it anew.

            Row t of a feature set is what is known at the close of bar t. Every value is free of the price level. *Request* is the name under
            `indicator_tfs` (with the timeframes, base or longer; the timeframe ends the column's name) or `additional_features`; the
            autoregressive block is always there. A grid that asks for nothing gets %s on the base timeframe and the next higher one, and %s.
            *Look-back* is how many bars of its timeframe before bar t a value depends on; for recursive indicators, until their start weighs
            less than 0.1 %%. A row may be used when all its columns are warm, its bar was not filled in, and at least `min_coverage` of the
            last max(100, `rv_window`, `ar_lags`) bars that the market's calendar expects are there and were not filled in; every other row is
            empty. A longer bar counts from the moment it has closed, is made of the bars that exist and were not filled in, and begins where
            `day_boundary` says. `differencing` takes differences of the indicators, from bar to bar of their own timeframe; other blocks stay.

            ## Preprocessing

            A grid's `preprocessing_params` is a list of objects with these fields; each is trained with every other choice of the grid. What is
            left out takes its default, and so does a number that is 0. What is fitted for it sees training rows only.

            | Parameter | Meaning | Default | Allowed |
            |---|---|---|---|
            %s
            ## Columns

            | Column | Request | Block | Meaning | Parameters | Look-back | Unit | Needs | Source |
            |---|---|---|---|---|---|---|---|---|
            """.formatted(
                                String.join(", ", Catalogue.DEFAULT_INDICATORS),
                                String.join(", ", Catalogue.DEFAULT_BLOCKS),
                                preprocessing())
                + Catalogue.ENTRIES.stream().map(CatalogueDocument::row).collect(Collectors.joining());
    }

    private static String preprocessing() {
        return Stream.concat(
                        Preprocessing.NUMERIC.stream()
                                .map(number -> parameter(
                                        number.name(),
                                        number.meaning(),
                                        Preprocessing.Numeric.plain(number.fallback()),
                                        number.bounds())),
                        Stream.of(
                                choice(
                                        "scaling",
                                        "one scale for all features: by mean and standard deviation, by median and quartiles, or by"
                                                + " rank, made normal",
                                        Preprocessing.defaults().scaling(),
                                        FeatureScaling.values()),
                                choice(
                                        "day_boundary",
                                        "where days begin, and with them the buckets of longer bars: as in the market, midnight UTC, 17:00"
                                                + " in New York, or midnight of most MetaTrader servers",
                                        Preprocessing.defaults().dayBoundary(),
                                        DayBoundary.values())))
                .collect(Collectors.joining());
    }

    private static <T extends Enum<T>> String choice(String name, String meaning, T fallback, T[] choices) {
        return parameter(
                name,
                meaning,
                name(fallback),
                Arrays.stream(choices).map(CatalogueDocument::name).collect(Collectors.joining(", ")));
    }

    private static String parameter(String name, String meaning, String fallback, String allowed) {
        return "| `%s` | %s | %s | %s |\n".formatted(name, meaning, fallback, allowed);
    }

    private static String name(Enum<?> choice) {
        return Json.mapper().convertValue(choice, String.class);
    }

    private static String row(CatalogueEntry entry) {
        return "| `%s` | `%s` | %s | %s | %s | %d | %s | %s | %s |\n"
                .formatted(
                        entry.name(),
                        entry.requestedAs(),
                        entry.block(),
                        entry.meaning(),
                        entry.parameters().entrySet().stream()
                                .map(CatalogueDocument::parameter)
                                .collect(Collectors.joining(", ")),
                        entry.lookBack(),
                        entry.unit(),
                        String.join(", ", entry.needs()),
                        entry.source());
    }

    private static String parameter(Map.Entry<String, Integer> parameter) {
        return parameter.getKey() + " " + parameter.getValue();
    }
}
