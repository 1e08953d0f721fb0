package io.regimen.activities.market;

/**
 * Why a row cannot be used.
 *
 * @param kind one of the constants here; the import report counts by it
 */
record Fault(String kind, String what) {
    static final String FIELD_COUNT = "field_count";
    static final String BAD_TIME = "bad_time";
    static final String NO_SUCH_TIME = "no_such_time";
    static final String NOT_A_NUMBER = "not_a_number";
    static final String NOT_POSITIVE = "not_positive";
    static final String INCONSISTENT_PRICES = "inconsistent_prices";
    static final String DUPLICATE_TIME = "duplicate_time";
    static final String OFF_GRID = "off_grid";

    private static final int SHOWN = 40;

    /** Text of a file as it may appear in a message: quoted, cut, without control characters. */
    static String show(String text) {
        String safe = text.replaceAll("\\p{C}", "?");
        return '"' + (safe.length() > SHOWN ? safe.substring(0, SHOWN) + "..." : safe) + '"';
    }
}
