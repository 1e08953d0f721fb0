package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;

/** Bars of a vendor's file, and what was found on the way. */
public record ImportResult(Dataset dataset, ImportReport report) {
    public String symbol() {
        return dataset.symbol();
    }

    public Timeframe timeframe() {
        return dataset.timeframe();
    }

    /** Whether the file has bid and ask. */
    public boolean quoted() {
        return dataset.quoted();
    }
}
