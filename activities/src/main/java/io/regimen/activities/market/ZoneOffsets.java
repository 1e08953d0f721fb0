package io.regimen.activities.market;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** Conversion between UTC and the wall clock of a zone, both in seconds since 1970-01-01 00:00. */
record ZoneOffsets(ZoneRules rules) {
    static final ZoneOffsets NEW_YORK = new ZoneOffsets(ZoneId.of("America/New_York"));
    static final ZoneOffsets HELSINKI = new ZoneOffsets(ZoneId.of("Europe/Helsinki"));
    static final ZoneOffsets UTC = new ZoneOffsets(ZoneOffset.UTC);

    private ZoneOffsets(ZoneId zone) {
        this(zone.getRules());
    }

    long wall(long utc) {
        return utc + rules.getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
    }

    /** The first time at which the wall clock shows this; where it skips it, the time as if it had not. */
    long utc(long wall) {
        return wall
                - rules.getOffset(LocalDateTime.ofEpochSecond(wall, 0, ZoneOffset.UTC))
                        .getTotalSeconds();
    }
}
