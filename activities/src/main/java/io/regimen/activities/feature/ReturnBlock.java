package io.regimen.activities.feature;

import java.util.ArrayList;
import java.util.List;

/** Features made of one-bar log returns of closes. */
final class ReturnBlock {
    private ReturnBlock() {}

    /** {@code ar_1} is the return of the bar that just closed, {@code ar_2} that of the bar before, and so on. */
    static List<Output> autoregressive(Stretch bars, int lags) {
        List<Output> out = new ArrayList<>();
        for (int lag = 1; lag <= lags; lag++) {
            int back = lag - 1;
            out.add(new Output("ar_" + lag, lag, i -> i < back ? Double.NaN : bars.logReturn(i - back)));
        }
        return out;
    }

    /** Root mean square and sum of the returns of a window. */
    static List<Output> volatility(Stretch bars, int window) {
        return List.of(
                new Output(
                        "rv_" + window,
                        window,
                        i -> Math.sqrt(bars.mean(i, window, k -> bars.logReturn(k) * bars.logReturn(k)))),
                new Output("return_" + window, window, i -> window * bars.mean(i, window, bars::logReturn)));
    }
}
