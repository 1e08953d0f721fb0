package io.regimen.db;

/**
 * Which rows of a sorted result to read.
 *
 * @param limit rows at most, 1 to {@link #MAX_LIMIT}
 * @param offset rows left out before the first
 */
public record Paging(int limit, long offset) {
    /** No reader gets more rows at once, whatever it asks for. */
    public static final int MAX_LIMIT = 1000;

    /** The first page of the usual size. */
    public static final Paging FIRST = new Paging(50, 0);

    public Paging {
        if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
            throw new IllegalArgumentException(
                    "limit " + limit + " must be 1 to " + MAX_LIMIT + " and offset " + offset + " not negative");
        }
    }
}
