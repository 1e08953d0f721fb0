package io.regimen.activities.integrity;

import java.util.Locale;

/** Which prices of a bar; {@link #MID} also names the only ones of a bar without bid and ask. */
enum Side {
    MID,
    BID,
    ASK;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
