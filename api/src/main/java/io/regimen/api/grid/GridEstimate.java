package io.regimen.api.grid;

/**
 * What a grid would cost.
 *
 * @param cells configurations, each counted once
 * @param alreadyTrained those that have a completed run with the request's seed on the dataset the grid would use
 * @param inferenceBacktests backtests that would be made
 * @param seconds work of the cells left, one after the other; cells that run at the same time divide it
 * @param basis what the seconds rest on
 */
record GridEstimate(long cells, long alreadyTrained, long inferenceBacktests, double seconds, String basis) {}
