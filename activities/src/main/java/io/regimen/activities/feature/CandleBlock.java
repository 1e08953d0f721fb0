package io.regimen.activities.feature;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Shapes of candles after Nison (1991), measured against the bars before them. ta4j's stars, piercing lines and clouds
 * ask for bodies of 3 % of the price, which an hour of EUR/USD never has, and its soldiers keep running totals; so the
 * patterns are written out here, without the gaps that a market that trades around the clock does not have.
 */
final class CandleBlock {
    private static final double DOJI_BODY = 0.1;
    private static final double HAMMER_SHADOW = 2;
    private static final double STAR_BODY = 0.3;
    private static final double SOLDIER_SHADOW = 0.25;

    private final Stretch bars;

    private CandleBlock(Stretch bars) {
        this.bars = bars;
    }

    static List<Output> of(Stretch bars) {
        CandleBlock block = new CandleBlock(bars);
        return List.of(
                Output.of("candle_body", i -> Output.share(bars.close(i) - bars.open(i), bars.range(i), 0)),
                Output.of("candle_upper_shadow", i -> Output.share(block.upper(i), bars.range(i), 0)),
                Output.of("candle_lower_shadow", i -> Output.share(block.lower(i), bars.range(i), 0)),
                block.pattern("pattern_doji", block::doji),
                block.pattern("pattern_engulfing", i -> block.signed(i, 1, CandleBlock::engulfing)),
                block.pattern("pattern_harami", i -> block.signed(i, 1, CandleBlock::harami)),
                block.pattern("pattern_hammer", block::hammer),
                block.pattern("pattern_piercing", i -> block.signed(i, 1, CandleBlock::piercing)),
                block.pattern("pattern_star", i -> block.signed(i, 2, CandleBlock::star)),
                block.pattern("pattern_three", i -> block.signed(i, 2, CandleBlock::three)));
    }

    /** A pattern that holds for rising (sign 1) candles, or upside down (sign -1). */
    private interface Shape {
        boolean holds(CandleBlock block, int i, int sign);
    }

    private Output pattern(String name, IntToDoubleFunction at) {
        Output out = Output.of(name, at);
        return new Output(name, out.lookBack(), i -> i < out.lookBack() ? Double.NaN : at.applyAsDouble(i));
    }

    private double signed(int i, int before, Shape shape) {
        if (i < before) {
            return Double.NaN;
        }
        return shape.holds(this, i, 1) ? 1 : shape.holds(this, i, -1) ? -1 : 0;
    }

    private double doji(int i) {
        return body(i) <= DOJI_BODY * bars.mean(i - 1, before("pattern_doji"), bars::range) ? 1 : 0;
    }

    private boolean engulfing(int i, int sign) {
        return rises(i, sign)
                && rises(i - 1, -sign)
                && sign * (bars.close(i - 1) - bars.open(i)) > 0
                && sign * (bars.close(i) - bars.open(i - 1)) > 0;
    }

    private boolean harami(int i, int sign) {
        return rises(i, sign)
                && rises(i - 1, -sign)
                && sign * (bars.open(i) - bars.close(i - 1)) > 0
                && sign * (bars.open(i - 1) - bars.close(i)) > 0;
    }

    private double hammer(int i) {
        double before = bars.mean(i - 1, before("pattern_hammer"), bars::close);
        double body = body(i);
        if (bars.close(i) < before && lower(i) > 0 && lower(i) >= HAMMER_SHADOW * body && upper(i) <= body) {
            return 1;
        }
        return bars.close(i) > before && upper(i) > 0 && upper(i) >= HAMMER_SHADOW * body && lower(i) <= body ? -1 : 0;
    }

    private boolean piercing(int i, int sign) {
        return rises(i, sign)
                && isLong(i - 1, -sign, before("pattern_piercing"))
                && sign * (bars.open(i) - bars.close(i - 1)) <= 0
                && sign * (bars.close(i) - middle(i - 1)) > 0
                && sign * (bars.open(i - 1) - bars.close(i)) > 0;
    }

    private boolean star(int i, int sign) {
        return rises(i, sign)
                && isLong(i - 2, -sign, before("pattern_star"))
                && body(i - 1) <= STAR_BODY * body(i - 2)
                && sign * (bars.close(i) - middle(i - 2)) > 0;
    }

    private boolean three(int i, int sign) {
        for (int k = i - 2; k <= i; k++) {
            double beyond = sign > 0 ? upper(k) : lower(k);
            if (!rises(k, sign) || beyond > SOLDIER_SHADOW * bars.range(k)) {
                return false;
            }
            boolean first = k == i - 2;
            if (!first
                    && (sign * (bars.open(k) - bars.open(k - 1)) < 0
                            || sign * (bars.close(k - 1) - bars.open(k)) < 0
                            || sign * (bars.close(k) - bars.close(k - 1)) <= 0)) {
                return false;
            }
        }
        return true;
    }

    private static int before(String pattern) {
        return Output.parameter(pattern, "bars");
    }

    /** A candle in a direction whose body is longer than the mean of the ones before it. */
    private boolean isLong(int i, int sign, int before) {
        return rises(i, sign) && body(i) > bars.mean(i - 1, before, this::body);
    }

    private boolean rises(int i, int sign) {
        return sign * (bars.close(i) - bars.open(i)) > 0;
    }

    private double body(int i) {
        return Math.abs(bars.close(i) - bars.open(i));
    }

    private double middle(int i) {
        return (bars.open(i) + bars.close(i)) / 2;
    }

    private double upper(int i) {
        return bars.high(i) - Math.max(bars.open(i), bars.close(i));
    }

    private double lower(int i) {
        return Math.min(bars.open(i), bars.close(i)) - bars.low(i);
    }
}
