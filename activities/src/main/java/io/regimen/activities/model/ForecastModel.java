package io.regimen.activities.model;

/** A trained model: forecasts of every member and head. Thread-confined; close it to free native memory. */
public interface ForecastModel extends AutoCloseable {
    int members();

    Heads heads();

    /**
     * Forecast log returns of one member and head. What is said of a row with a feature that is not finite means nothing.
     *
     * @param features raw rows; the model applies its own scaling. A model may remember what it made of a column: columns
     *     that were handed in once are not written to while the model is in use
     * @param out receives one forecast per row
     */
    void forecast(int member, int head, Matrix features, Vector out);

    /** The model file: deterministic bytes of the family's own flat format (see the package ModelFile). */
    byte[] toBytes();

    @Override
    default void close() {}
}
