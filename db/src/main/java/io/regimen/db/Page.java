package io.regimen.db;

import java.util.List;

/**
 * Some rows of a sorted result.
 *
 * @param items the rows of this page
 * @param total rows of all pages
 * @param limit most rows a page may hold
 * @param offset rows before this page
 */
public record Page<T>(List<T> items, long total, int limit, long offset) {
    public Page {
        items = List.copyOf(items);
    }
}
