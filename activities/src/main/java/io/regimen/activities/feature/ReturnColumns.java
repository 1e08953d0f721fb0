package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;

/** Features made of one-bar log returns of closes. */
final class ReturnColumns {
    private final Vector returns;

    ReturnColumns(Bars bars) {
        returns = new Vector(bars.size());
        for (int t = 0; t < bars.size(); t++) {
            returns.set(t, t == 0 ? Double.NaN : Math.log(bars.close(t) / bars.close(t - 1)));
        }
    }

    /** {@code ar_1} is the return of the bar that just closed, {@code ar_2} that of the bar before, and so on. */
    List<Column> autoregressive(int lags) {
        List<Column> out = new ArrayList<>();
        for (int lag = 1; lag <= lags; lag++) {
            Vector values = new Vector(returns.size());
            for (int t = 0; t < returns.size(); t++) {
                values.set(t, t - lag + 1 < 0 ? Double.NaN : returns.get(t - lag + 1));
            }
            out.add(new Column("ar_" + lag, values, lag));
        }
        return out;
    }

    /** Root mean square and sum of the returns of a window. Each window is summed afresh, so that no rounding piles up. */
    List<Column> volatility(int window) {
        Vector realised = new Vector(returns.size());
        Vector change = new Vector(returns.size());
        for (int t = 0; t < returns.size(); t++) {
            double squares = t < window ? Double.NaN : 0;
            double sum = squares;
            for (int i = Math.max(1, t - window + 1); i <= t; i++) {
                double r = returns.get(i);
                squares += r * r;
                sum += r;
            }
            realised.set(t, Math.sqrt(squares / window));
            change.set(t, sum);
        }
        return List.of(new Column("rv_" + window, realised, window), new Column("return_" + window, change, window));
    }
}
