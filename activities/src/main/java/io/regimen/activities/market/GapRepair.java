package io.regimen.activities.market;

import java.util.List;

/** How small gaps are filled in. Larger ones split the series. */
public enum GapRepair {
    /** Nothing is filled in. */
    NONE,
    /**
     * Each missing bar stands still at the close before the gap, bid at bid and ask at ask, without volume. Where that close
     * was a bad quote (ask below bid), its middle is kept with the last good spread before it. No price after the gap is
     * looked at; that the market came back within {@link #SMALL_GAP_BARS} bars is, which is why nothing is decided on a
     * repaired bar.
     */
    HOLD;

    /** Most missing bars in a row that are repaired. */
    public static final int SMALL_GAP_BARS = 3;

    /**
     * The dataset with its small gaps filled in: runs of one to {@link #SMALL_GAP_BARS} bars that its calendar expects and
     * that are not there. Filled bars are marked ({@link Dataset#repaired}), all others are as they were.
     *
     * <p>Deterministic, and idempotent: a repaired dataset is given back as it is, as is one without small gaps.
     */
    public Dataset apply(Dataset dataset) {
        return switch (this) {
            case NONE -> dataset;
            case HOLD -> hold(dataset);
        };
    }

    private static Dataset hold(Dataset dataset) {
        TradingCalendar calendar = TradingCalendar.of(dataset);
        DatasetBuilder out = new DatasetBuilder(dataset);
        double goodSpread = 0;
        for (int i = 0; i < dataset.size(); i++) {
            out.add(dataset, i);
            double spread = dataset.quoted() ? dataset.price(7, i) - dataset.price(3, i) : 0;
            goodSpread = spread >= 0 ? spread : goodSpread;
            if (i + 1 < dataset.size()) {
                List<Long> missing = calendar.missingStarts(
                        dataset.time(i), dataset.time(i + 1), dataset.timeframe(), SMALL_GAP_BARS + 1);
                if (missing.size() <= SMALL_GAP_BARS) {
                    for (long second : missing) {
                        out.addHeld(second, dataset, i, goodSpread);
                    }
                }
            }
        }
        return out.size() == dataset.size() ? dataset : out.build();
    }
}
