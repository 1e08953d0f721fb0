package io.regimen.activities.backtest;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Regimes for tests. */
final class StubRegimes {
    private StubRegimes() {}

    static RegimeStates of(int count, int... states) {
        return new RegimeStates() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public int at(int bar) {
                return states[bar];
            }
        };
    }

    static RegimeStates random(long seed, int count, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(
                count, IntStream.range(0, size).map(i -> random.nextInt(count)).toArray());
    }

    static RegimeStates one(int size) {
        return of(1, new int[size]);
    }
}
