package io.regimen.activities.feature;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Volume-spread analysis after Williams (1993): was the volume matched by the range it should have bought? */
final class VsaBlock {
    private static final double GREAT = 2;
    private static final double WIDE = 1.5;
    private static final double NARROW = 0.8;
    private static final double HIGH_VOLUME = 1.5;

    private final Stretch bars;
    private final int window = Output.parameter("vsa_volume", "bars");

    private VsaBlock(Stretch bars) {
        this.bars = bars;
    }

    static List<Output> of(Stretch bars) {
        VsaBlock block = new VsaBlock(bars);
        return List.of(
                Output.of("vsa_volume", block::volume),
                Output.of("vsa_spread", block::spread),
                Output.of("vsa_close_position", block::closePosition),
                Output.of("vsa_effort_result", i -> {
                    double effort = block.volume(i);
                    double result = block.spread(i);
                    return Output.share(effort - result, effort + result, 0);
                }),
                Output.of(
                        "vsa_climax",
                        i -> block.volume(i) >= GREAT && block.spread(i) >= WIDE ? Math.signum(block.change(i)) : 0),
                Output.of("vsa_no_demand", i -> block.change(i) > 0 && block.dries(i) ? 1 : 0),
                Output.of("vsa_no_supply", i -> block.change(i) < 0 && block.dries(i) ? 1 : 0),
                Output.of("vsa_reversal", block::reversal));
    }

    private double volume(int i) {
        return toMean(i, bars::volume);
    }

    private double spread(int i) {
        return toMean(i, bars::range);
    }

    private double toMean(int i, IntToDoubleFunction value) {
        return Output.share(value.applyAsDouble(i), bars.mean(i, window, value), 1);
    }

    private double closePosition(int i) {
        return Output.share(2 * bars.close(i) - bars.high(i) - bars.low(i), bars.range(i), 0);
    }

    private double change(int i) {
        return i == 0 ? 0 : bars.close(i) - bars.close(i - 1);
    }

    private boolean dries(int i) {
        return i >= 2
                && spread(i) < NARROW
                && bars.volume(i) < bars.volume(i - 1)
                && bars.volume(i) < bars.volume(i - 2);
    }

    /** Great volume at a new extreme of the window, and the close driven back from it. */
    private double reversal(int i) {
        if (i < 1 || volume(i) < HIGH_VOLUME) {
            return 0;
        }
        if (bars.low(i) < bars.lowest(i - 1, window - 1) && closePosition(i) > 0) {
            return 1;
        }
        return bars.high(i) > bars.highest(i - 1, window - 1) && closePosition(i) < 0 ? -1 : 0;
    }
}
