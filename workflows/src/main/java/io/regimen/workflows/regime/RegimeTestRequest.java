package io.regimen.workflows.regime;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A regime set to be tried on a dataset.
 *
 * @param set the set as {@link RegimeSet#json} writes it
 * @param datasetHash of the bars
 */
public record RegimeTestRequest(JsonNode set, int version, String datasetHash) {
    public static RegimeTestRequest of(RegimeVersion regimes, String datasetHash) {
        return new RegimeTestRequest(regimes.set().json(), regimes.version(), datasetHash);
    }

    /**
     * The set that is to be tried.
     *
     * @throws RegimeException if it is none
     */
    public RegimeVersion regimes() {
        return new RegimeVersion(RegimeSet.parse(set.toString()), version);
    }
}
