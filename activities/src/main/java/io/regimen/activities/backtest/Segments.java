package io.regimen.activities.backtest;

/**
 * Bars at which the parts of the data begin and end (exclusive).
 *
 * @param outOfFoldFrom first row that no member has learnt from: from here on forecasts are honest
 */
public record Segments(int outOfFoldFrom, int validationFrom, int validationTo, int testFrom, int testTo) {
    public Segments {
        if (!(0 <= outOfFoldFrom
                && outOfFoldFrom <= validationFrom
                && validationFrom <= validationTo
                && validationTo <= testFrom
                && testFrom <= testTo)) {
            throw new IllegalArgumentException("segments out of order: " + outOfFoldFrom + ", " + validationFrom + ", "
                    + validationTo + ", " + testFrom + ", " + testTo);
        }
    }

    public int from(Segment segment) {
        return switch (segment) {
            case VALIDATION -> validationFrom;
            case TEST -> testFrom;
        };
    }

    public int to(Segment segment) {
        return switch (segment) {
            case VALIDATION -> validationTo;
            case TEST -> testTo;
        };
    }
}
