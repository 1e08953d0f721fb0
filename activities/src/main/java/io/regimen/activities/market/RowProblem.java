package io.regimen.activities.market;

/**
 * A row that was not used.
 *
 * @param line its line in the (unpacked) file, from 1; the row of a Parquet file, the bar of a download
 * @param what what is wrong with it, with the text found
 */
public record RowProblem(long line, String what) {}
