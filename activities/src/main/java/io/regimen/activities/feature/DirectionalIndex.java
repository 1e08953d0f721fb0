package io.regimen.activities.feature;

import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.indicators.adx.MinusDMIndicator;
import org.ta4j.core.indicators.adx.PlusDMIndicator;
import org.ta4j.core.indicators.averages.MMAIndicator;
import org.ta4j.core.num.Num;

/** Directional movement (Wilder, 1978): the two directional indicators and their index, all 0 to 100. */
final class DirectionalIndex extends CachedIndicator<Num> {
    private final ATRIndicator trueRange;
    private final MMAIndicator up;
    private final MMAIndicator down;

    DirectionalIndex(BarSeries series, int bars) {
        super(series);
        trueRange = new ATRIndicator(series, bars);
        up = new MMAIndicator(new PlusDMIndicator(series), bars);
        down = new MMAIndicator(new MinusDMIndicator(series), bars);
    }

    double plus(int i) {
        return Output.share(100 * up.getValue(i).doubleValue(), range(i), 0);
    }

    double minus(int i) {
        return Output.share(100 * down.getValue(i).doubleValue(), range(i), 0);
    }

    private double range(int i) {
        return trueRange.getValue(i).doubleValue();
    }

    @Override
    protected Num calculate(int i) {
        double plus = up.getValue(i).doubleValue();
        double minus = down.getValue(i).doubleValue();
        return getBarSeries().numFactory().numOf(Output.share(100 * Math.abs(plus - minus), plus + minus, 0));
    }

    @Override
    public int getCountOfUnstableBars() {
        return trueRange.getCountOfUnstableBars();
    }
}
