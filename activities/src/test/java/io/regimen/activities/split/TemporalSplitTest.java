package io.regimen.activities.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.TrainingSet.MemberWindow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalSplitTest {
    @ParameterizedTest
    @CsvSource({
        // first, rows, horizon, latency | train, validation, test, purge
        "0,   1000,  1, 0,   0,  598,  600,  798,  800, 1000,  2",
        "100, 1100,  4, 0, 100,  695,  700,  895,  900, 1100,  5",
        "100, 1100,  4, 3, 100,  692,  700,  892,  900, 1100,  8",
        "7,   2010, 24, 1,   7, 1182, 1208, 1583, 1609, 2010, 26",
    })
    void of_purgesBeforeValidationAndTest(
            int first, int rows, int horizon, int latency, int a, int b, int c, int d, int e, int f, int purge) {
        assertEquals(new TemporalSplit(a, b, c, d, e, f, purge), TemporalSplit.of(first, rows, horizon, latency));
    }

    @Test
    void members_endAPurgeBeforeSeventyEightyNinetyPercent() {
        TemporalSplit split = new TemporalSplit(100, 1100, 1105, 1300, 1305, 1500, 5);
        assertEquals(
                List.of(new MemberWindow(100, 795), new MemberWindow(100, 895), new MemberWindow(100, 995)),
                split.members());
        assertEquals(List.of(new MemberWindow(100, 995)), split.members(1));
        assertEquals(1000, split.outOfFoldFrom());
        assertThrows(IllegalArgumentException.class, () -> split.members(4));
    }

    /** Whatever the sizes: no outcome that a part or member has seen ends in a later part. */
    @Test
    void of_keepsOutcomesOutOfLaterParts() {
        for (int rows = 700; rows < 4000; rows += 97) {
            for (int horizon : new int[] {1, 5, 24}) {
                for (int latency : new int[] {0, 3}) {
                    TemporalSplit split = TemporalSplit.of(13, 13 + rows, horizon, latency);
                    int reach = 1 + latency + horizon;
                    assertTrue(split.trainTo() - 1 + reach < split.validationFrom());
                    assertTrue(split.validationTo() - 1 + reach < split.testFrom());
                    for (MemberWindow member : split.members()) {
                        assertTrue(member.to() - 1 + reach < split.outOfFoldFrom());
                        assertTrue(member.to() - member.from() >= TemporalSplit.MIN_EVALUATED);
                    }
                    assertTrue(split.trainTo() - split.outOfFoldFrom() >= (split.trainTo() - 13) / 10);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a fifth of the rows less the purge must be 100: validation decides
        "1, 0, 508",
        "24, 0, 623",
        "500, 0, 3003",
    })
    void of_refusesTooFewBarsAndSaysHowManyAreNeeded(int horizon, int latency, int needed) {
        TooFewBarsException refused =
                assertThrows(TooFewBarsException.class, () -> TemporalSplit.of(50, 50 + 41, horizon, latency));
        assertEquals(needed, refused.needed());
        assertEquals(41, refused.available());
        assertTrue(
                refused.toString().contains("41 usable") && refused.toString().contains(needed + " needed"));
        assertTrue(refused.mend().contains("days_history"));
        assertEquals(50, TemporalSplit.of(50, 50 + needed, horizon, latency).trainFrom());
        assertThrows(TooFewBarsException.class, () -> TemporalSplit.of(50, 50 + needed - 1, horizon, latency));
    }

    @Test
    void of_warmupLongerThanTheSeries() {
        TooFewBarsException refused = assertThrows(TooFewBarsException.class, () -> TemporalSplit.of(50, 20, 1, 0));
        assertEquals(0, refused.available());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 599, 600, 798, 800, 1000, 2",
        "0, 598, 600, 799, 800, 1000, 2",
        "0, 598, 600, 600, 800, 1000, 2",
        "0,   0, 600, 798, 800, 1000, 2",
        "0, 598, 600, 798, 800,  800, 2",
        "-1, 598, 600, 798, 800, 1000, 2",
        "0, 598, 600, 798, 800, 1000, 1",
    })
    void constructor_refusesOverlap(int a, int b, int c, int d, int e, int f, int purge) {
        assertThrows(IllegalArgumentException.class, () -> new TemporalSplit(a, b, c, d, e, f, purge));
    }
}
