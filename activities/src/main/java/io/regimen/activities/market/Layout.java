package io.regimen.activities.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a vendor writes a bar as a row of fields. */
sealed interface Layout permits LeanLayout, CsvLayout {
    RowShape shape();

    /** Reads a row into a bar; returns why it cannot be used, or null. */
    @Nullable
    Fault read(List<String> fields, RawBar into);
}
