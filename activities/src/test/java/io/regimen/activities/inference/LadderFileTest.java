package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderFileTest {
    private static final List<Double> THRESHOLDS = List.of(0.0, 0.5, 0.9);
    private static final int HEADER = 10;

    /** Long, short held for a bar, none, below every threshold but the lowest, and at the highest to the last digit. */
    private static final RankedSignals SIGNALS =
            new RankedSignals(100, 105, 100, new double[] {2, -1, 0, 0.1, 3}, new int[] {4, 1, 4, 4, 2}, new double[] {
                0.7, 0.95, 0.99, 0.2, 0.9
            });

    @Test
    void signals_passWhatTheyPassed() {
        SignalLadder ladder = SignalLadder.of(SIGNALS, THRESHOLDS, 4, bar -> bar != 100);
        RankedSignals again = LadderFile.read(LadderFile.write(ladder), 100).signals(THRESHOLDS);
        for (double threshold : THRESHOLDS) {
            for (int bar = 101; bar < 105; bar++) {
                int signal = SIGNALS.signal(bar, threshold);
                assertEquals(signal, again.signal(bar, threshold), bar + " at " + threshold);
                assertEquals(signal == 0 ? again.holding(bar) : SIGNALS.holding(bar), again.holding(bar));
            }
        }
        assertEquals(0, again.signal(100, 0), "nothing is decided there");
        assertEquals(List.of(1, 2, 4), ladder.steps());
        assertEquals(100, ladder.from());
        assertEquals(105, ladder.to());
    }

    @Test
    void write_takesTwoBitsABarAndLessForFurtherThresholds() {
        RankedSignals held = new RankedSignals(
                0, 4, 0, new double[] {1, -1, 0, 1}, new int[] {4, 4, 4, 4}, new double[] {0.7, 0.95, 0.99, 0.2});
        byte[] file = LadderFile.write(SignalLadder.of(held, THRESHOLDS, 4, bar -> true));
        // 10 11 00 10, then 1 1 . 0, then 0 1
        assertArrayEquals(new byte[] {(byte) 0b10110010, (byte) 0b11001000}, Arrays.copyOfRange(file, HEADER, 12));
        assertEquals(12, file.length);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, version",
        "1, 127, bars",
        "5, 127, thresholds or signals that end too early",
        "8, 0, a holding beyond the horizon",
        "13, 9, a holding beyond the horizon"
    })
    void read_otherBytes_isRefused(int at, byte value, String what) {
        byte[] file = LadderFile.write(SignalLadder.of(SIGNALS, THRESHOLDS, 4, bar -> true));
        file[at] = value;
        assertThrows(IllegalArgumentException.class, () -> LadderFile.read(file, 0), what);
    }

    @Test
    void read_tooFewOrTooMany_isRefused() {
        byte[] file = LadderFile.write(SignalLadder.of(SIGNALS, THRESHOLDS, 4, bar -> true));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IllegalArgumentException.class, () -> LadderFile.read(cut, 0), "first " + length);
        }
        assertThrows(IllegalArgumentException.class, () -> LadderFile.read(Arrays.copyOf(file, file.length + 1), 0));
    }

    @Test
    void ladder_ofOtherThresholds_isRefused() {
        SignalLadder ladder = SignalLadder.of(SIGNALS, THRESHOLDS, 4, bar -> true);
        assertThrows(IllegalArgumentException.class, () -> ladder.signals(List.of(0.0)));
    }
}
