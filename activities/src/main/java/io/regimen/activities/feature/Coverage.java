package io.regimen.activities.feature;

import io.regimen.activities.market.TradingCalendar;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much of the recent past is real. The window at a bar holds the last max(100, rv_window, ar_lags) bars that should
 * stand there, up to and with the bar itself: those that do, and those that the calendar expects between them. Coverage is
 * the share of them that is present and not repaired. At the start of a series the window is what there is of it.
 */
final class Coverage {
    private static final int WINDOW = 100;

    private final TradingCalendar calendar;
    private final Timeframe timeframe;
    private final int window;
    /** Places of the real bars in the window, counted in expected bars. */
    private final Deque<Long> real = new ArrayDeque<>();

    private long place = -1;
    private long lastTime;

    Coverage(TradingCalendar calendar, Timeframe timeframe, Preprocessing preprocessing) {
        this.calendar = calendar;
        this.timeframe = timeframe;
        window = Math.max(WINDOW, Math.max(preprocessing.rvWindow(), preprocessing.arLags()));
    }

    /** Takes the next bar and gives the coverage there, 0 to 1. */
    double add(Bar bar) {
        place += place < 0 ? 1 : 1 + calendar.missingBetween(lastTime, bar.time(), timeframe);
        lastTime = bar.time();
        if (!bar.repaired()) {
            real.addLast(place);
        }
        while (!real.isEmpty() && real.getFirst() <= place - window) {
            real.removeFirst();
        }
        return real.size() / (double) Math.min(window, place + 1);
    }
}
