package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TradingCalendarTest {
    @ParameterizedTest
    @CsvSource({
        // the week closes and opens at 22:00 UTC in winter
        "2020-01-10T21:59:59Z,true",
        "2020-01-10T22:00:00Z,false",
        "2020-01-12T21:59:59Z,false",
        "2020-01-12T22:00:00Z,true",
        // and at 21:00 in summer
        "2020-07-10T20:59:59Z,true",
        "2020-07-10T21:00:00Z,false",
        "2020-07-12T21:00:00Z,true",
        // New York springs forward on Sunday 2020-03-08: that week closes at 22:00 and opens at 21:00
        "2020-03-06T21:59:59Z,true",
        "2020-03-08T20:59:59Z,false",
        "2020-03-08T21:00:00Z,true",
        // and falls back on 2020-11-01
        "2020-10-30T21:00:00Z,false",
        "2020-11-01T21:00:00Z,false",
        "2020-11-01T22:00:00Z,true",
        // Christmas and New Year, 13:00 on the eve to 02:00 after the day
        "2019-12-24T17:59:59Z,true",
        "2019-12-24T18:00:00Z,false",
        "2019-12-26T06:59:59Z,false",
        "2019-12-26T07:00:00Z,true",
        "2019-12-31T17:59:59Z,true",
        "2019-12-31T18:00:00Z,false",
        "2020-01-01T12:00:00Z,false",
        "2020-01-02T06:59:59Z,false",
        "2020-01-02T07:00:00Z,true",
        // New Year on a Monday keeps the Sunday evening closed
        "2017-12-31T23:00:00Z,false",
        "2018-01-02T07:00:00Z,true",
        // other holidays are quiet, not closed
        "2020-04-10T12:00:00Z,true",
        "2020-12-28T12:00:00Z,true",
    })
    void open_fx_followsNewYork(Instant time, boolean open) {
        assertEquals(open, TradingCalendar.FX.open(time.getEpochSecond()));
        assertTrue(TradingCalendar.CONTINUOUS.open(time.getEpochSecond()));
    }

    @ParameterizedTest
    @CsvSource({
        // calendar, timeframe, start of the bar before, start of the bar after, missing
        "FX,H1,2020-01-10T21:00:00Z,2020-01-12T22:00:00Z,0",
        "FX,H1,2020-01-10T20:00:00Z,2020-01-12T23:00:00Z,2",
        "FX,H1,2020-03-06T21:00:00Z,2020-03-08T21:00:00Z,0",
        "FX,H1,2020-10-30T20:00:00Z,2020-11-01T22:00:00Z,0",
        "FX,H1,2019-12-24T17:00:00Z,2019-12-26T07:00:00Z,0",
        "FX,H1,2019-12-24T15:00:00Z,2019-12-26T09:00:00Z,4",
        "FX,H1,2016-12-09T21:00:00Z,2016-12-16T05:00:00Z,103",
        "FX,H1,2020-01-06T05:00:00Z,2020-01-06T06:00:00Z,0",
        "FX,H1,2020-01-06T05:00:00Z,2020-01-06T06:30:00Z,0",
        "FX,M1,2020-01-10T21:59:00Z,2020-01-12T22:00:00Z,0",
        "FX,M1,2020-01-10T21:50:00Z,2020-01-12T22:10:00Z,19",
        // daily bars of days that begin at midnight UTC, with and without the stub of Sunday
        "FX,D1,2020-01-10T00:00:00Z,2020-01-13T00:00:00Z,0",
        "FX,D1,2020-01-10T00:00:00Z,2020-01-12T00:00:00Z,0",
        "FX,D1,2020-01-12T00:00:00Z,2020-01-14T00:00:00Z,1",
        "FX,D1,2020-01-10T00:00:00Z,2020-01-14T00:00:00Z,1",
        "FX,D1,2019-12-24T00:00:00Z,2019-12-26T00:00:00Z,0",
        // daily bars of New York and of trade servers, over changes of the clock
        "FX,D1,2020-01-09T22:00:00Z,2020-01-12T22:00:00Z,0",
        "FX,D1,2020-03-05T22:00:00Z,2020-03-08T21:00:00Z,0",
        "FX,D1,2020-03-05T22:00:00Z,2020-03-09T21:00:00Z,1",
        "FX,D1,2020-10-29T21:00:00Z,2020-11-01T22:00:00Z,0",
        "FX,D1,2020-10-29T21:00:00Z,2020-11-02T22:00:00Z,1",
        "FX,D1,2020-10-29T21:00:00Z,2020-11-05T22:00:00Z,4",
        // 4h bars of a trade server: the last bar of a week has three open hours while only America has summer time
        "FX,H4,2020-03-13T18:00:00Z,2020-03-15T22:00:00Z,0",
        "FX,H4,2020-01-10T18:00:00Z,2020-01-12T22:00:00Z,0",
        "FX,H4,2020-01-10T14:00:00Z,2020-01-12T22:00:00Z,1",
        "CONTINUOUS,H1,2020-01-10T21:00:00Z,2020-01-12T22:00:00Z,48",
        "CONTINUOUS,H1,2020-01-10T21:00:00Z,2020-01-10T22:00:00Z,0",
        "CONTINUOUS,D1,2020-01-10T00:00:00Z,2020-01-13T00:00:00Z,2",
    })
    void missingBetween_twoBars_countsWhatTheMarketWouldHave(
            TradingCalendar calendar, Timeframe timeframe, Instant from, Instant to, int missing) {
        assertEquals(missing, calendar.missingBetween(from.getEpochSecond(), to.getEpochSecond(), timeframe));
    }

    /** Bar by bar, as the definition says. */
    @ParameterizedTest
    @EnumSource(Timeframe.class)
    void missingBetween_longJump_isWhatCountingGives(Timeframe timeframe) {
        long from = Instant.parse("2017-11-20T08:00:00Z").getEpochSecond();
        int step = timeframe.seconds();
        long to = from + Duration.ofDays(120).toSeconds() / step * step;
        long expected = 0;
        for (long s = from + step; s < to; s += step) {
            expected += TradingCalendar.FX.expects(s, timeframe) ? 1 : 0;
        }
        assertTrue(expected > 0);
        assertEquals(expected, TradingCalendar.FX.missingBetween(from, to, timeframe));
    }

    /** Fifty years of minutes: 260.9 trading days a year less three days of holidays. */
    @Test
    void missingBetween_fiftyYearsOfMinutes_isCounted() {
        long from = Instant.parse("1975-01-06T08:00:00Z").getEpochSecond();
        long to = Instant.parse("2025-01-06T08:00:00Z").getEpochSecond();
        double perYear = TradingCalendar.FX.missingBetween(from, to, Timeframe.M1) / 50.0 / 1440;
        assertEquals(258.7, perYear, 0.5);
        assertEquals(
                Integer.MAX_VALUE,
                TradingCalendar.CONTINUOUS.missingBetween(0, Long.MAX_VALUE / 2, Timeframe.M1),
                "more than fits is the most that fits");
    }

    @ParameterizedTest
    @CsvSource({
        "lean/oanda/hour/eurusd.zip,lean-oanda,FX",
        "lean/fxcm/hour/eurusd.zip,lean-fxcm,FX",
        "lean/oanda/daily/eurusd.zip,lean-oanda,FX",
        "lean/oanda/minute/eurusd/20140501_quote.zip,lean-oanda,FX",
        "ejtrader/GBPUSD_h4.csv.gz,ejtrader,FX",
        "ejtrader/GBPUSD_d1.csv.gz,ejtrader,FX",
        "binance-perp/BTCUSDT_1h.csv.gz,csv,CONTINUOUS",
    })
    void of_realFile_tellsTheMarket(String file, String vendor, TradingCalendar calendar) {
        assertEquals(
                calendar,
                TradingCalendar.of(SharedData.read(file, Vendor.parse(vendor)).dataset()));
    }

    /** Over twelve years Oanda's calendar is ours but for these: the bar before the gap, and the bars missing. */
    @Test
    void missingBetween_oandaHours_areFewAndKnown() {
        assertEquals(
                List.of(
                        "2007-01-08T22:00:00Z 22",
                        "2012-12-24T18:00:00Z 6",
                        "2015-08-20T18:00:00Z 9",
                        "2016-12-09T21:00:00Z 103",
                        "2016-12-23T21:00:00Z 16",
                        "2016-12-30T18:00:00Z 19",
                        "2017-03-31T03:00:00Z 17",
                        "2017-10-06T03:00:00Z 17",
                        "2018-06-08T03:00:00Z 17",
                        "2018-12-24T21:00:00Z 17"),
                largeGaps("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA));
    }

    /** The holiday gaps of up to 37 hours are the calendar's. */
    @Test
    void missingBetween_ejtraderHours_areExplained() {
        assertEquals(List.of(), largeGaps("ejtrader/GBPUSD_h1.csv.gz", Vendor.EJTRADER));
        assertEquals(List.of(), largeGaps("ejtrader/GBPUSD_h4.csv.gz", Vendor.EJTRADER));
        assertEquals(List.of(), largeGaps("ejtrader/GBPUSD_d1.csv.gz", Vendor.EJTRADER));
    }

    private static List<String> largeGaps(String file, Vendor vendor) {
        Bars bars = SharedData.read(file, vendor).dataset().bars();
        List<String> out = new ArrayList<>();
        for (int i = 1; i < bars.size(); i++) {
            int missing = TradingCalendar.FX.missingBetween(bars.time(i - 1), bars.time(i), bars.timeframe());
            assertEquals(missing > GapRepair.SMALL_GAP_BARS, bars.splitBefore(i));
            if (bars.splitBefore(i)) {
                out.add(Instant.ofEpochSecond(bars.time(i - 1)) + " " + missing);
            }
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"1990,1990-04-15", "2008,2008-03-23", "2016,2016-03-27", "2024,2024-03-31", "2038,2038-04-25"})
    void sunday_year_isEaster(int year, String date) {
        assertEquals(date, Easter.sunday(year).toString());
    }

    @Test
    void nearHoliday_days_areThoseAroundTheHolidays() {
        Set<String> days = LocalDate.of(2018, 1, 1)
                .datesUntil(LocalDate.of(2019, 1, 1))
                .filter(d -> TradingCalendar.FX.nearHoliday(d.toEpochDay() * 86_400 + 43_200))
                .map(d -> d.toString().substring(5))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "01-01", "01-02", "01-03", "03-29", "03-30", "03-31", "04-01", "04-02", "12-23", "12-24",
                        "12-25", "12-26", "12-27", "12-30", "12-31"),
                days);
    }
}
