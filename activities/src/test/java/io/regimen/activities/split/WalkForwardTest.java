package io.regimen.activities.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.split.WalkForward.Window;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
    @Test
    void split_expanding() {
        assertEquals(
                List.of(fold(10, 50, 55, 70, 5, 0), fold(10, 65, 70, 85, 5, 0), fold(10, 80, 85, 100, 5, 0)),
                new WalkForward(Window.EXPANDING, 3, 40, 5, 0).split(10, 100));
    }

    @Test
    void split_rolling() {
        assertEquals(
                List.of(fold(10, 50, 58, 72, 5, 3), fold(24, 64, 72, 86, 5, 3), fold(38, 78, 86, 100, 5, 3)),
                new WalkForward(Window.ROLLING, 3, 40, 5, 3).split(10, 100));
    }

    @Test
    void split_everyRowIsEvaluatedOnceAndNothingOverlaps() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 500; run++) {
            Window window = random.nextBoolean() ? Window.EXPANDING : Window.ROLLING;
            int folds = 1 + random.nextInt(6);
            int trainRows = 1 + random.nextInt(40);
            int purge = random.nextInt(12);
            int embargo = random.nextInt(5);
            int from = random.nextInt(20);
            int to = from + trainRows + purge + embargo + folds + random.nextInt(80);
            List<Fold> out = new WalkForward(window, folds, trainRows, purge, embargo).split(from, to);
            assertEquals(folds, out.size());
            int next = from + trainRows + purge + embargo;
            for (Fold fold : out) {
                FoldTest.assertApart(fold, purge, embargo);
                RowRange train = fold.train().getFirst();
                RowRange test = fold.test().getFirst();
                assertEquals(next, test.from());
                next = test.to();
                assertEquals(test.from() - purge - embargo, train.to());
                assertEquals(window == Window.EXPANDING ? from : train.to() - trainRows, train.from());
            }
            assertEquals(to, next);
        }
    }

    @Test
    void split_tooFewRows() {
        WalkForward split = new WalkForward(Window.EXPANDING, 4, 40, 5, 0);
        assertEquals(4, split.split(0, 49).size());
        assertThrows(IllegalArgumentException.class, () -> split.split(0, 48));
        assertThrows(IllegalArgumentException.class, () -> split.split(10, 5));
        assertThrows(IllegalArgumentException.class, () -> new WalkForward(Window.ROLLING, 0, 40, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> new WalkForward(Window.ROLLING, 1, 0, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> new WalkForward(Window.ROLLING, 1, 1, -1, 0));
    }

    private static Fold fold(int a, int b, int c, int d, int purge, int embargo) {
        return new Fold(List.of(new RowRange(a, b)), List.of(new RowRange(c, d)), purge, embargo);
    }
}
