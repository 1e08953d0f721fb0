package io.regimen.workflows;

/**
 * What a {@link ModelWorkflow} needs to know of its cell; the configuration itself is in the database.
 *
 * @param label one line for the Web UI
 * @param market symbol and timeframe
 * @param trainQueue task queue of the training
 */
public record ModelInput(
        long gridId,
        String grid,
        int index,
        String label,
        String market,
        String modelType,
        String trainQueue,
        Execution execution) {

    /** The cell in one line: rows of the grid's page show nothing else of a child. */
    String summary() {
        return "cell " + index + ": " + label;
    }
}
