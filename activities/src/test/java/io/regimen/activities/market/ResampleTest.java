package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResampleTest {
    /**
     * Every bar of the vendor's longer files is one of the hour file's put together: start, open, high, low, close and
     * volume, to the last digit. From the vendor's first bar to the end of both there is no other.
     */
    @ParameterizedTest
    @CsvSource({
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader/GBPUSD_h4.csv.gz,ejtrader,EU_SERVER,14400",
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader/GBPUSD_d1.csv.gz,ejtrader,EU_SERVER,2400",
        "lean/oanda/hour/eurusd.zip,lean/oanda/daily/eurusd.zip,lean-oanda,UTC,3738",
    })
    void to_realHours_isTheVendorsOwnFile(String hours, String longer, String vendor, DayBoundary boundary, int bars) {
        Dataset own = SharedData.read(longer, Vendor.parse(vendor)).dataset();
        Dataset made = Resample.to(SharedData.read(hours, Vendor.parse(vendor)).dataset(), own.timeframe(), boundary);
        List<String> differing = new ArrayList<>();
        int k = 0;
        while (k < made.size() && made.time(k) < own.time(0)) {
            k++;
        }
        for (int i = 0; i < own.size() && k < made.size(); i++, k++) {
            boolean same = own.time(i) == made.time(k) && own.volume(i) == made.volume(k);
            for (int p = 0; p < own.priceColumns(); p++) {
                same &= own.price(p, i) == made.price(p, k);
            }
            if (!same) {
                differing.add(Instant.ofEpochSecond(own.time(i)) + " " + Instant.ofEpochSecond(made.time(k)));
            }
        }
        assertEquals(List.of(), differing.stream().limit(20).toList(), differing.size() + " differ");
        assertEquals(bars, own.size());
        assertEquals(made.size(), k, "bars that the vendor does not have at the end");
    }

    /** The oracle can tell: days of New York differ from the server's in the weeks when only one of them has summer time. */
    @Test
    void to_anotherBoundary_isNotTheVendorsFile() {
        Dataset own =
                SharedData.read("ejtrader/GBPUSD_d1.csv.gz", Vendor.EJTRADER).dataset();
        Dataset hours =
                SharedData.read("ejtrader/GBPUSD_h1.csv.gz", Vendor.EJTRADER).dataset();
        List<String> vendors = TestBars.starts(own);
        List<String> ours = TestBars.starts(Resample.to(hours, Timeframe.D1, DayBoundary.MARKET));
        long shared = vendors.stream().filter(new HashSet<>(ours)::contains).count();
        assertEquals(2400 - 160, shared);
    }

    @Test
    void to_fxDays_beginAtTheCloseOfNewYork() {
        Dataset hours = TestBars.hours("2020-03-04T00:00:00Z", 24 * 10, TradingCalendar.FX);
        Dataset days = Resample.to(hours, Timeframe.D1, DayBoundary.MARKET);
        assertEquals(
                List.of(
                        "2020-03-04T22:00:00Z",
                        "2020-03-05T22:00:00Z",
                        "2020-03-08T21:00:00Z",
                        "2020-03-09T21:00:00Z",
                        "2020-03-10T21:00:00Z",
                        "2020-03-11T21:00:00Z",
                        "2020-03-12T21:00:00Z"),
                TestBars.starts(days));
        // 24 hours a day: the day that began on 3 March was there in part and is left out
        for (int i = 0; i < days.size(); i++) {
            assertEquals(24, days.volume(i));
        }
    }

    @Test
    void to_bidAndAsk_eachGivesItsOwnBar() {
        Dataset hours = TestBars.quoted("2020-01-06T00:00:00Z", new double[][] {
            // bid open, high, low, close
            {1.0, 1.4, 0.9, 1.1}, {1.1, 1.2, 1.0, 1.2}, {1.2, 1.6, 1.1, 1.3}, {1.3, 1.4, 0.8, 1.0},
        });
        Dataset four = Resample.to(hours, Timeframe.H4, DayBoundary.UTC);
        assertEquals(1, four.size());
        assertEquals(List.of(1.0, 1.6, 0.8, 1.0), TestBars.prices(four, 0).subList(0, 4));
        assertEquals(
                List.of(1.0 + TestBars.SPREAD, 1.6 + TestBars.SPREAD, 0.8 + TestBars.SPREAD, 1.0 + TestBars.SPREAD),
                TestBars.prices(four, 0).subList(4, 8));
    }

    @Test
    void to_repairedBars_doNotCount() {
        Dataset whole = TestBars.hours("2020-01-06T00:00:00Z", 16, TradingCalendar.CONTINUOUS);
        Dataset holed = TestBars.without(whole, 3, 4, 8, 9, 11);
        Dataset repaired = GapRepair.HOLD.apply(holed);
        assertEquals(5, repaired.repairedBars());
        Dataset fours = Resample.to(repaired, Timeframe.H4, DayBoundary.UTC);
        assertFalse(fours.repaired(0));
        assertEquals(Resample.to(holed, Timeframe.H4, DayBoundary.UTC).hash(), fours.hash());
    }

    @Test
    void to_timeframeThatDoesNotFit_isRefused() {
        Dataset hours = TestBars.hours("2020-01-06T00:00:00Z", 16, TradingCalendar.CONTINUOUS);
        for (Timeframe timeframe : List.of(Timeframe.H1, Timeframe.M15)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Resample.to(hours, timeframe, DayBoundary.UTC));
            assertTrue(String.valueOf(e.getMessage()).contains("cannot be put together"), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Resample.to(hours, Timeframe.D1, DayBoundary.UTC));
    }
}
