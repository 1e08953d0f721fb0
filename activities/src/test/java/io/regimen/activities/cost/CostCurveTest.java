package io.regimen.activities.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;
import io.regimen.workflows.Funding;
import io.regimen.workflows.Liquidity;
import io.regimen.workflows.Slippage;
import io.regimen.workflows.SpreadSource;
import io.regimen.workflows.Swap;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCurveTest {
    private static final double BP = 1e-4;
    private static final Costs FREE = new Costs(0.0, 0, 0);
    private static final Bars QUOTED = new Bars.Builder(Timeframe.H1, true)
            .add(0, 2.0, 2, 2, 2, 0, 0.0004)
            .add(3600, 2.5, 2.5, 2.5, 2.5, 0, 0.0005)
            .build();

    @Test
    void oneWay_quoted() {
        CostCurve curve = CostCurve.of(QUOTED, new Costs(null, 1, 0.5));
        assertEquals(2e-4 + 1.5e-4, curve.oneWay(0), 1e-18);
        assertEquals(2 * (2e-4 + 1.5e-4), curve.roundTrip(1), 1e-18);
    }

    @Test
    void oneWay_constantBeatsQuotes() {
        assertEquals(3e-4, CostCurve.of(QUOTED, new Costs(3.0, 0, 0)).oneWay(1), 1e-18);
    }

    @Test
    void oneWay_fallback() {
        Bars bars = RandomMarket.walk(1, 3, false);
        assertEquals(
                Costs.FALLBACK_HALF_SPREAD_BPS * BP,
                CostCurve.of(bars, Costs.defaults()).oneWay(1),
                1e-18);
    }

    @Test
    void oneWay_bidAskWithAFallbackOfOnesOwn() {
        Costs costs = spread(SpreadSource.BID_ASK, 7.0, null);
        assertEquals(2 * BP, CostCurve.of(QUOTED, costs).oneWay(0), 1e-18);
        assertEquals(7 * BP, CostCurve.of(RandomMarket.walk(1, 3, false), costs).oneWay(0), 1e-18);
    }

    @Test
    void oneWay_hourOfDay_isThatOfTheOpenInUtc() {
        List<Double> byHour =
                IntStream.range(0, 24).mapToObj(hour -> 0.5 + hour).toList();
        CostCurve curve = CostCurve.of(hourly("2020-01-05T22:00:00Z", 4), spread(null, null, byHour));
        assertEquals(22.5 * BP, curve.oneWay(0), 1e-18);
        assertEquals(23.5 * BP, curve.oneWay(1), 1e-18);
        assertEquals(0.5 * BP, curve.oneWay(2), 1e-18);
    }

    @Test
    void oneWay_makerPaysItsOwnFee_whichMayBeARebate() {
        Costs maker = new Costs(null, 1.0, null, 5, -0.25, Liquidity.MAKER, 0, null, null, null, null, Map.of());
        Costs taker = new Costs(null, 1.0, null, 5, -0.25, Liquidity.TAKER, 0, null, null, null, null, Map.of());
        assertEquals(0.75 * BP, CostCurve.of(QUOTED, maker).oneWay(0), 1e-18);
        assertEquals(6 * BP, CostCurve.of(QUOTED, taker).oneWay(0), 1e-18);
    }

    @Test
    void oneWay_volatility_isAShareOfTheBarsBefore() {
        Bars bars = closes(1, Math.exp(0.01), 1, Math.exp(0.03), 1);
        CostCurve curve = CostCurve.of(bars, new Costs(1.0, 0, 0.5).with(Slippage.volatility(0.2, 2)));
        double always = 1.5 * BP;
        assertEquals(always, curve.oneWay(0), 1e-15);
        assertEquals(always, curve.oneWay(1), 1e-15);
        assertEquals(always + 0.2 * 0.01, curve.oneWay(2), 1e-15);
        assertEquals(always + 0.2 * 0.01, curve.oneWay(3), 1e-15);
        assertEquals(always + 0.2 * Math.sqrt((0.01 * 0.01 + 0.03 * 0.03) / 2), curve.oneWay(4), 1e-15);
    }

    @Test
    void everything_dependsOnTheFillBarsPastOnly() {
        Bars whole = traded(RandomMarket.walk(7, 300, true), 300, 1);
        Costs costs = new Costs(null, 1, 0.1).with(Funding.every(8, 1)).with(Swap.perDay(0.5, -0.2));
        for (Slippage slippage : List.of(Slippage.volatility(0.1, 24), Slippage.squareRoot(1, 24, 1e6))) {
            CostCurve all = CostCurve.of(whole, costs.with(slippage));
            for (int cut : List.of(2, 50, 299)) {
                // the bar of the fill itself is known up to its open only
                CostCurve other = CostCurve.of(traded(wild(whole, cut), cut + 1, 1000), costs.with(slippage));
                for (int i = 0; i <= cut; i++) {
                    assertEquals(all.oneWay(i), other.oneWay(i));
                    assertEquals(all.impact(i), other.impact(i));
                    assertEquals(all.carry(Math.max(0, i - 1), 1), other.carry(Math.max(0, i - 1), 1));
                }
            }
        }
    }

    @Test
    void impact_squareRootOfSizeOverVolume() {
        Bars.Builder builder = new Bars.Builder(Timeframe.H1, false);
        double[] closes = {1, Math.exp(0.01), 1, Math.exp(0.01)};
        for (int i = 0; i < closes.length; i++) {
            builder.add(3600L * i, 1, 2, 0.5, closes[i], 0, 0).traded(4e6 * (i + 1), 10);
        }
        CostCurve curve = CostCurve.of(builder.build(), FREE.with(Slippage.squareRoot(0.8, 2, 1e6)));
        assertEquals(0, curve.impact(0));
        assertEquals(0, curve.impact(1));
        assertEquals(0.8 * 0.01 * Math.sqrt(1e6 / 6e6), curve.impact(2), 1e-12);
        assertEquals(0.8 * 0.01 * Math.sqrt(1e6 / 10e6), curve.impact(3), 1e-12);
        assertTrue(curve.hasImpact());
        assertEquals(0, curve.oneWay(3), "impact is no part of the cost per unit");
    }

    @Test
    void impact_withoutQuoteVolume_isNone() {
        CostCurve curve = CostCurve.of(RandomMarket.walk(1, 50, true), FREE.with(Slippage.squareRoot(1, 24, 1e6)));
        assertFalse(curve.hasImpact());
        assertEquals(0, curve.impact(40));
    }

    @Test
    void carry_funding_longPaysShortReceives_atItsStamps() {
        CostCurve curve = CostCurve.of(hourly("2020-01-05T22:00:00Z", 12), FREE.with(Funding.every(8, 1)));
        for (int i = 0; i < 12; i++) {
            double rate = i == 2 || i == 10 ? BP : 0;
            assertEquals(rate, curve.carry(i, 1), 1e-18, "bar " + i);
            assertEquals(-rate, curve.carry(i, -1), 1e-18, "bar " + i);
            assertEquals(0, curve.carry(i, 0));
        }
    }

    @Test
    void carry_fundingOfAGap_isPaidByWhoIsHeldThroughIt() {
        Bars bars = new Bars.Builder(Timeframe.H1, false)
                .add(7 * 3600, 1, 1, 1, 1, 0, 0)
                .add(25 * 3600, 1, 1, 1, 1, 0, 0)
                .build();
        // 08:00, 16:00 and 24:00 lie between the two opens
        assertEquals(3 * BP, CostCurve.of(bars, FREE.with(Funding.every(8, 1))).carry(0, 1), 1e-18);
    }

    @Test
    void carry_lateStampsBelongToTheBarTheyFallIn() {
        Bars bars = hourly("2020-01-05T22:00:00Z", 6);
        long midnight = Instant.parse("2020-01-06T00:00:00Z").toEpochMilli();
        FundingSeries late = new FundingSeries(List.of(
                new FundingSeries.Stamp(midnight - 8 * 3_600_000L, 9),
                new FundingSeries.Stamp(midnight + 11, 1e-4),
                new FundingSeries.Stamp(midnight + 3_600_000L + 2_500, -3e-4),
                new FundingSeries.Stamp(midnight + 8 * 3_600_000L, 9)));
        CostCurve curve = CostCurve.of(bars, FREE, late);
        assertEquals(
                List.of(0.0, 0.0, 1e-4, -3e-4, 0.0, 0.0),
                IntStream.range(0, 6).mapToObj(i -> curve.carry(i, 1)).toList());
        assertThrows(
                IllegalArgumentException.class,
                () -> new FundingSeries(List.of(new FundingSeries.Stamp(5, 1), new FundingSeries.Stamp(5, 1))));
    }

    @ParameterizedTest
    @CsvSource({
        // winter: 17:00 in New York is 22:00 UTC
        "2020-01-06T21:00:00Z, 0", // Monday
        "2020-01-06T22:00:00Z, 1",
        "2020-01-07T22:00:00Z, 1",
        "2020-01-08T22:00:00Z, 3", // Wednesday
        "2020-01-09T22:00:00Z, 1",
        "2020-01-10T22:00:00Z, 1", // Friday
        "2020-01-11T22:00:00Z, 0", // Saturday
        "2020-01-12T22:00:00Z, 0",
        // summer: it is 21:00 UTC
        "2020-07-08T21:00:00Z, 3",
        "2020-07-08T22:00:00Z, 0",
    })
    void carry_swap_rollsAt17InNewYork(String open, int days) {
        CostCurve curve = CostCurve.of(hourly(open, 1), FREE.with(Swap.perDay(0.5, -0.2)));
        assertEquals(days * 0.5 * BP, curve.carry(0, 1), 1e-18);
        assertEquals(days * -0.2 * BP, curve.carry(0, -1), 1e-18);
    }

    @Test
    void carry_swap_sevenDaysAWeekWhateverTheBars() {
        Swap swap = Swap.perDay(1, 2);
        // a year of weeks, in which the clocks change twice, hourly and daily
        CostCurve hours = CostCurve.of(hourly("2020-01-06T00:00:00Z", 52 * 7 * 24), FREE.with(swap));
        Bars.Builder days = new Bars.Builder(Timeframe.D1, false);
        long monday = Instant.parse("2020-01-06T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 52 * 7; i++) {
            if (i % 7 < 5) {
                days.add(monday + 86_400L * i, 1, 1, 1, 1, 0, 0);
            }
        }
        CostCurve daily = CostCurve.of(days.build(), FREE.with(swap));
        assertEquals(52 * 7 * BP, total(hours, 52 * 7 * 24, 1), 1e-12);
        assertEquals(52 * 7 * 2 * BP, total(hours, 52 * 7 * 24, -1), 1e-12);
        assertEquals(52 * 7 * BP, total(daily, 52 * 5, 1), 1e-12);
    }

    @Test
    void carry_ofNothing_isNothing() {
        CostCurve curve = CostCurve.of(QUOTED, Costs.defaults());
        assertFalse(curve.hasCarry() || curve.hasImpact());
        assertEquals(0, curve.carry(1, 1));
        assertEquals(0, curve.impact(1));
        assertEquals(0, curve.noTradeBand());
        assertEquals(0.25, CostCurve.of(QUOTED, FREE.withNoTradeBand(0.25)).noTradeBand());
    }

    private static double total(CostCurve curve, int bars, int direction) {
        return IntStream.range(0, bars)
                .mapToDouble(i -> curve.carry(i, direction))
                .sum();
    }

    private static Costs spread(
            @Nullable SpreadSource source, @Nullable Double halfSpread, @Nullable List<Double> byHour) {
        return new Costs(source, halfSpread, byHour, 0, null, null, 0, null, null, null, null, Map.of());
    }

    private static Bars hourly(String from, int size) {
        long start = Instant.parse(from).getEpochSecond();
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < size; i++) {
            bars.add(start + 3600L * i, 1, 1, 1, 1, 0, 0);
        }
        return bars.build();
    }

    private static Bars closes(double... closes) {
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < closes.length; i++) {
            bars.add(3600L * i, 1, 2, 0.5, closes[i], 0, 0);
        }
        return bars.build();
    }

    /** The same opens and spreads up to a bar, whose close is absurd. */
    private static Bars wild(Bars of, int last) {
        Bars.Builder bars = new Bars.Builder(of.timeframe(), true).calendar(of.calendar());
        for (int i = 0; i <= last; i++) {
            bars.add(of.time(i), of.open(i), 1e9, 0, i < last ? of.close(i) : 1e9, of.volume(i), of.halfSpread(i));
        }
        return bars.build();
    }

    /** The first bars with a turnover, that of the last one multiplied. */
    private static Bars traded(Bars of, int size, double last) {
        Bars.Builder bars = new Bars.Builder(of.timeframe(), true).calendar(of.calendar());
        for (int i = 0; i < size; i++) {
            bars.add(of.time(i), of.open(i), of.high(i), of.low(i), of.close(i), of.volume(i), of.halfSpread(i))
                    .traded(1e6 * (1 + i % 5) * (i + 1 < size ? 1 : last), 10);
        }
        return bars.build();
    }
}
