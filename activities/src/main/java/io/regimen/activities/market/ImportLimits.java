package io.regimen.activities.market;

/**
 * Bounds on what a file may unpack to, against archive and CSV bombs.
 *
 * @param bytes unpacked bytes
 * @param ratio unpacked bytes per packed byte, looked at once {@code ratioFrom} bytes have come out
 * @param entries entries of an archive, folders included
 * @param lineLength characters in a line
 * @param rows rows, good and bad: 19 years of minutes; their columns take a gigabyte at most
 */
record ImportLimits(long bytes, long ratio, long ratioFrom, int entries, int lineLength, int rows) {
    static final ImportLimits DEFAULT = new ImportLimits(2L << 30, 200, 1 << 20, 16, 10_000, 10_000_000);
}
