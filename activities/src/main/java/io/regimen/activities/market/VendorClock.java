package io.regimen.activities.market;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.OptionalLong;

/**
 * Turns a file's stamps into UTC. The hour that a zone's clock shows twice in autumn is told apart by the order of the
 * rows: a stamp that would not come after the row before it belongs to the second pass.
 */
final class VendorClock {
    private final ZoneRules rules;
    private long previous = Long.MIN_VALUE;

    VendorClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Seconds since 1970 UTC; empty for an hour that the zone's clock skips in spring. */
    OptionalLong utc(Stamp stamp) {
        if (stamp.absolute()) {
            return OptionalLong.of(stamp.second());
        }
        List<ZoneOffset> offsets =
                rules.getValidOffsets(LocalDateTime.ofEpochSecond(stamp.second(), 0, ZoneOffset.UTC));
        if (offsets.isEmpty()) {
            return OptionalLong.empty();
        }
        long utc = stamp.second() - offsets.getFirst().getTotalSeconds();
        if (offsets.size() > 1 && utc <= previous) {
            utc = stamp.second() - offsets.getLast().getTotalSeconds();
        }
        previous = utc;
        return OptionalLong.of(utc);
    }
}
