package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class PnlStreamTest {
    private final Bars bars = RandomMarket.walk(5, 400, true);

    @Test
    void shared_isWhatBothHaveOnTheBarsWanted() {
        PnlStream early = PnlStream.of(bars, 100, Vector.of(1, 2, 3, 4, 5));
        PnlStream late = PnlStream.of(bars, 102, Vector.of(30, 40, 50, 60));

        PnlStream.Shared shared = early.shared(late, i -> i != 3);
        assertArrayEquals(new double[] {3, 5}, shared.first().toArray());
        assertArrayEquals(new double[] {30, 50}, shared.second().toArray());
        assertArrayEquals(
                new double[0],
                early.shared(PnlStream.of(bars, 200, Vector.of(1)), i -> true)
                        .first()
                        .toArray());
    }

    @Test
    void read_isWhatWasWritten() {
        Vector pnl = new Vector(300);
        for (int i = 0; i < 300; i++) {
            pnl.set(i, Math.sin(i) * 1e-4);
        }
        PnlStream stream = PnlStream.of(bars, 50, pnl);
        PnlStream again = PnlStream.read(stream.toText());

        assertArrayEquals(pnl.toArray(), again.shared(stream, i -> true).first().toArray());
    }

    @Test
    void read_truncated_isRefused() {
        String text = PnlStream.of(bars, 0, new Vector(300)).toText();
        assertThrows(UncheckedIOException.class, () -> PnlStream.read(text.substring(0, text.length() / 2)));
    }
}
