package io.regimen.activities.feature;

import io.regimen.activities.model.Vector;

/**
 * One feature over the bars of one timeframe.
 *
 * @param firstWarm first bar where the value no longer depends on where the series began
 */
record Column(String name, Vector values, int firstWarm) {}
