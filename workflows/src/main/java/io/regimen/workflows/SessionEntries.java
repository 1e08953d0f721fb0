package io.regimen.workflows;

import java.util.List;

/** What the clock says at the close of a bar. */
final class SessionEntries {
    static final List<CatalogueEntry> ALL = new Entries("trading_sessions")
            .of("trading_sessions", "Dacorogna et al., 1993", "time")
            .add("session_tokyo", 0, "0 or 1", "from 9, to 18", "Tokyo is open, its own time, Monday to Friday")
            .add("session_london", 0, "0 or 1", "from 8, to 17", "London is open, its own time, Monday to Friday")
            .add("session_new_york", 0, "0 or 1", "from 8, to 17", "New York is open, its own time, Monday to Friday")
            .add("session_tokyo_london", 0, "0 or 1", "", "both are open")
            .add("session_london_new_york", 0, "0 or 1", "", "both are open")
            .add("hour_sin", 0, "-1 to 1", "", "time of day in UTC on a circle")
            .add("hour_cos", 0, "-1 to 1", "", "time of day in UTC on a circle")
            .add("weekday_sin", 0, "-1 to 1", "", "time of week in UTC on a circle")
            .add("weekday_cos", 0, "-1 to 1", "", "time of week in UTC on a circle")
            .list();

    private SessionEntries() {}
}
