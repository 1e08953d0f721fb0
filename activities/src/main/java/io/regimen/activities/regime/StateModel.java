package io.regimen.activities.regime;

/** A model of hidden states, fitted on scaled rows of features. A row of NaN is a bar of which nothing is known. */
interface StateModel {
    /** How much of a row of the fit belongs to a state; over the states, the shares of a row add up to 1. */
    double share(int row, int state);

    /** Starts anew before the first row. */
    Tracker tracker();

    /** Tells the state row after row, from the rows so far. */
    interface Tracker {
        /** The state of the next row. */
        int next(double[] row);
    }
}
