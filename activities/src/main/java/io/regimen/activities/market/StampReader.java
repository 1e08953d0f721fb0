package io.regimen.activities.market;

import org.jspecify.annotations.Nullable;

/** Reads the time of a row; null where it cannot be read. */
@FunctionalInterface
interface StampReader {
    @Nullable
    Stamp read(String text);
}
