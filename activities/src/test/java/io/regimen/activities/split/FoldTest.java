package io.regimen.activities.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {
    @ParameterizedTest
    @CsvSource({
        // train, test, purge, embargo | possible
        "0, 10, 13, 20, 3, 0, true",
        "0, 11, 13, 20, 3, 0, false",
        "0, 10, 12, 20, 3, 0, false",
        "0, 10, 13, 20, 3, 9, true", // an embargo is for training that follows
        "13, 20, 0, 10, 3, 0, true",
        "12, 20, 0, 10, 3, 0, false",
        "15, 20, 0, 10, 3, 2, true",
        "14, 20, 0, 10, 3, 2, false",
        "0, 10, 10, 20, 0, 0, true",
        "0, 10, 9, 20, 0, 0, false",
        "0, 20, 5, 8, 0, 0, false",
        "5, 8, 0, 20, 0, 0, false",
        "5, 8, 5, 8, 0, 0, false",
        "0, 10, 2147483000, 2147483647, 2147483647, 0, false",
    })
    void constructor_refusesOverlap(int a, int b, int c, int d, int purge, int embargo, boolean possible) {
        List<RowRange> train = List.of(new RowRange(a, b));
        List<RowRange> test = List.of(new RowRange(c, d));
        if (possible) {
            Fold fold = new Fold(train, test, purge, embargo);
            assertEquals(b - a, fold.trainRows());
            assertEquals(d - c, fold.testRows());
        } else {
            assertThrows(IllegalArgumentException.class, () -> new Fold(train, test, purge, embargo));
        }
    }

    @Test
    void constructor_looksAtEveryPair() {
        List<RowRange> train = List.of(new RowRange(0, 5), new RowRange(20, 30), new RowRange(50, 60));
        List<RowRange> test = List.of(new RowRange(8, 17), new RowRange(33, 47));
        assertEquals(25, new Fold(train, test, 3, 0).trainRows());
        assertThrows(IllegalArgumentException.class, () -> new Fold(train, test, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fold(train, test, 3, 1));
    }

    @Test
    void constructor_refusesPartsEmptyOrOutOfOrder() {
        RowRange some = new RowRange(0, 5);
        RowRange more = new RowRange(10, 15);
        assertThrows(IllegalArgumentException.class, () -> new Fold(List.of(), List.of(some), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fold(List.of(some), List.of(), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fold(List.of(some), List.of(more), -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fold(List.of(some), List.of(more), 0, -1));
        assertThrows(
                IllegalArgumentException.class, () -> new Fold(List.of(some, new RowRange(4, 8)), List.of(more), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new RowRange(5, 5));
        assertThrows(IllegalArgumentException.class, () -> new RowRange(-1, 5));
    }

    /** Row by row: no span of a training row meets one of an evaluated row. */
    static void assertApart(Fold fold, int purge, int embargo) {
        for (RowRange train : fold.train()) {
            for (int t = train.from(); t < train.to(); t++) {
                for (RowRange test : fold.test()) {
                    for (int s = test.from(); s < test.to(); s++) {
                        assertTrue(t + purge < s || t > s + purge, () -> fold + " overlaps");
                    }
                    assertTrue(
                            train.from() < test.from() || train.from() >= test.to() + purge + embargo,
                            () -> fold + " has no embargo");
                }
            }
        }
    }
}
