package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ta4j.core.indicators.candles.BearishHaramiIndicator;
import org.ta4j.core.indicators.candles.BullishHaramiIndicator;

/** The blocks beside the indicators: by hand, and against a second source where there is one. */
class BlocksTest {
    /** The same wall clock is another hour of UTC in summer; Tokyo has no summer time. Stamps are starts of hours. */
    @ParameterizedTest
    @CsvSource({
        // winter: London 8 to 17 UTC, New York 13 to 22 UTC, Tokyo 0 to 9 UTC
        "2024-01-09T06:00:00Z, 1, 0, 0",
        "2024-01-09T07:00:00Z, 1, 1, 0",
        "2024-01-09T08:00:00Z, 0, 1, 0",
        "2024-01-09T12:00:00Z, 0, 1, 1",
        "2024-01-09T16:00:00Z, 0, 0, 1",
        "2024-01-09T21:00:00Z, 0, 0, 0",
        "2024-01-09T23:00:00Z, 1, 0, 0",
        // summer: London 7 to 16 UTC, New York 12 to 21 UTC
        "2024-07-09T06:00:00Z, 1, 1, 0",
        "2024-07-09T11:00:00Z, 0, 1, 1",
        "2024-07-09T15:00:00Z, 0, 0, 1",
        "2024-07-09T20:00:00Z, 0, 0, 0",
        // between the changes of March: New York has changed, London has not
        "2024-03-20T11:00:00Z, 0, 1, 1",
        "2024-03-20T10:00:00Z, 0, 1, 0",
        // Saturday begins in Tokyo while it is Friday in New York
        "2024-01-12T20:00:00Z, 0, 0, 1",
        "2024-01-12T23:00:00Z, 0, 0, 0",
        "2024-01-14T22:00:00Z, 0, 0, 0",
        "2024-01-14T23:00:00Z, 1, 0, 0"
    })
    void sessions_areOpenAtTheCloseOfTheBar(Instant start, double tokyo, double london, double newYork) {
        Stretch bars = new Stretch(Timeframe.H1);
        bars.add(new Bar(start.getEpochSecond(), 1, 1, 1, 1, 0, false));
        List<Output> columns = SessionBlock.of(bars);
        assertEquals(tokyo, value(columns, "session_tokyo", 0));
        assertEquals(london, value(columns, "session_london", 0));
        assertEquals(newYork, value(columns, "session_new_york", 0));
        assertEquals(tokyo * london, value(columns, "session_tokyo_london", 0));
        assertEquals(london * newYork, value(columns, "session_london_new_york", 0));
    }

    @Test
    void sessions_clockOnACircle() {
        Stretch bars = new Stretch(Timeframe.H1);
        bars.add(new Bar(Instant.parse("2024-01-08T05:00:00Z").getEpochSecond(), 1, 1, 1, 1, 0, false));
        List<Output> columns = SessionBlock.of(bars);
        assertEquals(1, value(columns, "hour_sin", 0), 1e-12);
        assertEquals(0, value(columns, "hour_cos", 0), 1e-12);
        // Monday 06:00 is a quarter of a day into the week
        assertEquals(Math.sin(2 * Math.PI / 28), value(columns, "weekday_sin", 0), 1e-12);
        assertEquals(Math.cos(2 * Math.PI / 28), value(columns, "weekday_cos", 0), 1e-12);
    }

    @Test
    void candles_equalTheSecondSourceWhereItsDefinitionIsTheSame() {
        Bars walk = Walks.hourly(3000, 41);
        Stretch bars = new Stretch(Timeframe.H1);
        IntStream.range(0, 3000).forEach(i -> bars.add(jumping(walk, i)));
        List<Output> columns = CandleBlock.of(bars);
        int[] engulfing = new int[3000];
        int[] doji = new int[3000];
        MInteger from = new MInteger();
        MInteger count = new MInteger();
        Core lib = new Core();
        double[] open = IntStream.range(0, 3000).mapToDouble(bars::open).toArray();
        double[] high = IntStream.range(0, 3000).mapToDouble(bars::high).toArray();
        double[] low = IntStream.range(0, 3000).mapToDouble(bars::low).toArray();
        double[] close = IntStream.range(0, 3000).mapToDouble(bars::close).toArray();
        lib.cdlEngulfing(20, 2999, open, high, low, close, from, count, engulfing);
        lib.cdlDoji(20, 2999, open, high, low, close, from, count, doji);
        BullishHaramiIndicator bullish = new BullishHaramiIndicator(bars.series());
        BearishHaramiIndicator bearish = new BearishHaramiIndicator(bars.series());
        double found = 0;
        for (int i = 20; i < 3000; i++) {
            assertEquals(engulfing[i - 20] / 100.0, value(columns, "pattern_engulfing", i), 0, "engulfing " + i);
            assertEquals(doji[i - 20] / 100.0, value(columns, "pattern_doji", i), 0, "doji " + i);
            double harami = value(columns, "pattern_harami", i);
            assertEquals(bullish.getValue(i), harami == 1, "harami " + i);
            assertEquals(bearish.getValue(i), harami == -1, "harami " + i);
            found += Math.abs(harami) + Math.abs(engulfing[i - 20]) / 100.0 + doji[i - 20] / 100.0;
        }
        assertTrue(found > 300, found + " patterns");
    }

    /** Twelve candles of body 1 that fall (or rise, upside down), then those given as open:high:low:close. */
    @ParameterizedTest
    @CsvSource({
        "pattern_hammer,   99:99.6:96:99.5",
        "pattern_piercing, 98:98:94.9:95 94.8:97.5:94.5:97",
        "pattern_star,     98:98:94.9:95 95:95.2:94.6:94.8 94.8:97.5:94.5:97",
        "pattern_three,    95:96.1:94.9:96 95.5:97.1:95.4:97 96.5:98.1:96.4:98"
    })
    void patterns_byHand(String pattern, String candles) {
        for (int sign : List.of(1, -1)) {
            Stretch bars = new Stretch(Timeframe.H1);
            List<double[]> all = new ArrayList<>();
            for (int k = 0; k < 12; k++) {
                all.add(new double[] {111 - k, 111.5 - k, 109.5 - k, 110 - k});
            }
            for (String candle : candles.split(" ", -1)) {
                String[] prices = candle.split(":", -1);
                all.add(java.util.Arrays.stream(prices)
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
            for (double[] p : all) {
                double up = sign > 0 ? p[1] : 200 - p[2];
                double down = sign > 0 ? p[2] : 200 - p[1];
                double open = sign > 0 ? p[0] : 200 - p[0];
                double close = sign > 0 ? p[3] : 200 - p[3];
                bars.add(new Bar(3600L * bars.size(), open, up, down, close, 1, false));
            }
            List<Output> columns = CandleBlock.of(bars);
            assertEquals(sign, value(columns, pattern, all.size() - 1), pattern);
        }
    }

    @Test
    void candles_partsAreSharesOfTheRange() {
        Stretch bars = new Stretch(Timeframe.H1);
        bars.add(new Bar(0, 11, 14, 10, 12, 1, false));
        List<Output> columns = CandleBlock.of(bars);
        assertEquals(0.25, value(columns, "candle_body", 0));
        assertEquals(0.5, value(columns, "candle_upper_shadow", 0));
        assertEquals(0.25, value(columns, "candle_lower_shadow", 0));
    }

    /** 24 bins of 1 from 0 to 24: a tenth of the volume over all, the rest in the bin from 12 to 13 and its neighbours. */
    @Test
    void profile_byHand() {
        Stretch bars = new Stretch(Timeframe.H1);
        bars.add(new Bar(0, 0, 24, 0, 24, 24, false));
        bars.add(new Bar(3600, 12, 13, 12, 12.5, 100, false));
        bars.add(new Bar(7200, 13, 14, 13, 13.5, 60, false));
        bars.add(new Bar(10_800, 11, 12, 11, 11.5, 56, false));
        bars.add(new Bar(14_400, 18, 18, 18, 18, 0, false));
        List<Output> columns = ProfileBlock.of(bars);
        // a bar that ends on a border touches the bin above it with no volume
        assertEquals((18 - 12.5) / 24, value(columns, "profile_poc", 4), 1e-12);
        assertEquals(101 / 240.0, value(columns, "profile_poc_share", 4), 1e-12);
        // 101 + 61 = 162 of 240 is less than 70 %; the bin below makes it 219
        assertEquals((18 - 11) / 24.0, value(columns, "profile_value_low", 4), 1e-12);
        assertEquals((14 - 18) / 24.0, value(columns, "profile_value_high", 4), 1e-12);
        assertEquals(3 / 24.0, value(columns, "profile_value_width", 4), 1e-12);
    }

    @Test
    void profile_withoutVolumeCountsBars() {
        Stretch bars = new Stretch(Timeframe.H1);
        bars.add(new Bar(0, 0, 24, 0, 24, 0, false));
        bars.add(new Bar(3600, 5.2, 5.8, 5.2, 5.5, 0, false));
        List<Output> columns = ProfileBlock.of(bars);
        assertEquals(0, value(columns, "profile_poc", 1), 1e-12);
        assertEquals((1 + 1 / 24.0) / 2, value(columns, "profile_poc_share", 1), 1e-12);
    }

    @Test
    void vsa_byHand() {
        Stretch bars = new Stretch(Timeframe.H1);
        for (int k = 0; k < 25; k++) {
            bars.add(new Bar(3600L * k, 100, 101, 99, 100, 10, false));
        }
        bars.add(new Bar(3600L * 25, 100, 100, 94, 95, 100, false)); // a selling climax
        bars.add(new Bar(3600L * 26, 95, 95.5, 93, 95.4, 60, false)); // stopped at a new low
        bars.add(new Bar(3600L * 27, 95, 95.6, 95, 95.5, 5, false)); // rises without anyone buying
        bars.add(new Bar(3600L * 28, 95.5, 95.5, 95, 95.2, 4, false)); // falls without anyone selling
        bars.add(new Bar(3600L * 29, 95, 110, 95, 96, 90, false)); // thrown back from a new high
        List<Output> columns = VsaBlock.of(bars);
        assertEquals(100 / 14.5, value(columns, "vsa_volume", 25), 1e-12);
        assertEquals(6 / 2.2, value(columns, "vsa_spread", 25), 1e-12);
        assertEquals(-4 / 6.0, value(columns, "vsa_close_position", 25), 1e-12);
        assertEquals(-1, value(columns, "vsa_climax", 25));
        assertEquals(0, value(columns, "vsa_reversal", 25), "its close stays at the low");
        assertEquals(1, value(columns, "vsa_reversal", 26));
        assertEquals(1, value(columns, "vsa_no_demand", 27));
        assertEquals(0, value(columns, "vsa_no_supply", 27));
        assertEquals(1, value(columns, "vsa_no_supply", 28));
        assertEquals(-1, value(columns, "vsa_reversal", 29));
        assertEquals(0, value(columns, "vsa_effort_result", 10), 1e-12);
    }

    /** Walks open where they closed, which leaves no candle inside another: every second bar opens elsewhere. */
    private static Bar jumping(Bars walk, int i) {
        double open = walk.open(i)
                + (i % 2) * 0.4 * (walk.close(i) - walk.open(i))
                - (i % 3) * 0.2 * (walk.close(Math.max(0, i - 1)) - walk.open(Math.max(0, i - 1)));
        return new Bar(
                walk.time(i),
                open,
                Math.max(walk.high(i), open),
                Math.min(walk.low(i), open),
                walk.close(i),
                walk.volume(i),
                false);
    }

    private static double value(List<Output> columns, String name, int i) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .at()
                .applyAsDouble(i);
    }
}
