package io.regimen.workflows;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;

/**
 * One cell of a grid: everything that decides what is trained, with all defaults filled in.
 *
 * @param symbol upper case without a separator: EURUSD
 * @param daysHistory calendar days of bars, counted back from the last bar of the dataset
 * @param horizon bars from entry to exit
 * @param indicatorTfs timeframes of each indicator
 * @param additionalFeatures names of the further feature blocks switched on, sorted
 * @param modelParams hyperparameters of the family, all of them
 * @param latencyBars bars between decision and fill beyond the next open
 */
public record CellConfig(
        ModelType modelType,
        String encoder,
        String symbol,
        Timeframe baseTimeframe,
        int daysHistory,
        int horizon,
        SortedMap<String, List<Timeframe>> indicatorTfs,
        List<String> additionalFeatures,
        Preprocessing preprocessingParams,
        SortedMap<String, Double> modelParams,
        int latencyBars) {

    /** SHA-256 of the canonical JSON: equal configurations have equal hashes on every machine. */
    public String hash() {
        return Json.sha256(this);
    }

    /** Symbol and timeframe, such as EURUSD/1h. */
    public String market() {
        return market(symbol, baseTimeframe);
    }

    public static String market(String symbol, Timeframe timeframe) {
        return symbol + "/" + timeframe;
    }

    /** One line for lists and for the Temporal Web UI; hyperparameters at their default are left out. */
    public String label() {
        StringBuilder out = new StringBuilder(modelType + " " + market() + " h=" + horizon + " " + daysHistory + "d");
        modelType.parameters().forEach((name, bounds) -> {
            Double value = modelParams.get(name);
            if (value != null && value != bounds.fallback()) {
                out.append(' ').append(name).append('=').append(plain(value));
            }
        });
        return out.toString();
    }

    /** 30 for 30.0: as a person writes it. */
    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
