package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known about the real files, file by file. */
class RealFilesTest {
    @ParameterizedTest
    @CsvSource({
        // file, vendor, symbol, timeframe, bars, first, last, largest gap in hours, gaps over three days
        "lean/oanda/hour/eurusd.zip,lean-oanda,EURUSD,1h,74439,2007-01-01T21:00:00Z,2018-12-31T21:00:00Z,151,7",
        "lean/oanda/hour/nzdusd.zip,lean-oanda,NZDUSD,1h,74451,2007-01-01T21:00:00Z,2018-12-31T21:00:00Z,151,7",
        "lean/fxcm/hour/eurusd.zip,lean-fxcm,EURUSD,1h,69928,2007-03-30T05:00:00Z,2018-07-05T04:00:00Z,103,13",
        "lean/oanda/daily/eurusd.zip,lean-oanda,EURUSD,1d,3738,2007-01-01T00:00:00Z,2018-12-31T00:00:00Z,144,1",
        "lean/oanda/daily/eurgbp.zip,lean-oanda,EURGBP,1d,3738,2007-01-01T00:00:00Z,2018-12-31T00:00:00Z,144,1",
        "lean/oanda/minute/eurusd/20140501_quote.zip,lean-oanda,EURUSD,1m,1363,2014-05-01T00:00:00Z,2014-05-01T23:59:00Z,0.1,0",
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader,GBPUSD,1h,57600,2012-11-16T03:00:00Z,2022-03-04T21:00:00Z,78,4",
        "ejtrader/USDJPY_h1.csv.gz,ejtrader,USDJPY,1h,57600,2012-11-16T10:00:00Z,2022-03-04T21:00:00Z,78,4",
        "ejtrader/USDCHF_h1.csv.gz,ejtrader,USDCHF,1h,57600,2012-11-15T12:00:00Z,2022-03-04T21:00:00Z,78,5",
        "ejtrader/GBPUSD_h4.csv.gz,ejtrader,GBPUSD,4h,14400,2012-11-26T18:00:00Z,2022-03-04T18:00:00Z,76,2",
        "ejtrader/GBPUSD_d1.csv.gz,ejtrader,GBPUSD,1d,2400,2012-12-03T22:00:00Z,2022-03-03T22:00:00Z,72,0",
        "ejtrader/EURUSD_d1.csv.gz,ejtrader,EURUSD,1d,2400,2012-12-03T22:00:00Z,2022-03-03T22:00:00Z,72,0",
        "ejtrader/EURCHF_h4.csv.gz,ejtrader,EURCHF,4h,14400,2012-11-08T22:00:00Z,2022-03-04T18:00:00Z,436,3",
        "ejtrader/AUDUSD_h1.csv.gz,ejtrader,AUDUSD,1h,57600,2012-11-16T08:00:00Z,2022-03-04T21:00:00Z,78,4",
        "ejtrader/EURGBP_h1.csv.gz,ejtrader,EURGBP,1h,57600,2012-11-16T06:00:00Z,2022-03-04T21:00:00Z,78,4",
        "ejtrader/EURUSD_h4.csv.gz,ejtrader,EURUSD,4h,14400,2012-11-26T18:00:00Z,2022-03-04T18:00:00Z,76,2",
        "binance-perp/ETHUSDT_1h.csv.gz,csv,ETHUSDT,1h,37660,2020-01-01T00:00:00Z,2024-04-18T03:00:00Z,0,0",
        "binance-perp/qv_ETHUSDT_1h.csv.gz,csv,ETHUSDT,1h,16319,2020-08-02T02:00:00Z,2022-06-13T00:00:00Z,0,0",
        "binance-perp/qv_BNBUSDT_1h.csv.gz,binance,BNBUSDT,1h,16319,2020-08-02T02:00:00Z,2022-06-13T00:00:00Z,0,0",
        "binance-perp/BTCUSDT_1h.csv.gz,csv,BTCUSDT,1h,37660,2020-01-01T00:00:00Z,2024-04-18T03:00:00Z,0,0",
        "binance-perp/DOGEUSDT_1h.csv.gz,csv,DOGEUSDT,1h,33067,2020-07-10T09:00:00Z,2024-04-18T03:00:00Z,0,0",
        "binance-perp/qv_BTCUSDT_1h.csv.gz,csv,BTCUSDT,1h,16319,2020-08-02T02:00:00Z,2022-06-13T00:00:00Z,0,0",
        "binance-perp/qv_ADAUSDT_1h.csv.gz,csv,ADAUSDT,1h,16319,2020-08-02T02:00:00Z,2022-06-13T00:00:00Z,0,0",
    })
    void read_realFile_givesItsKnownBars(
            String file,
            String vendor,
            String symbol,
            String timeframe,
            int bars,
            Instant first,
            Instant last,
            double gap,
            long wide) {
        ImportResult result = SharedData.read(file, Vendor.parse(vendor));
        ImportReport report = result.report();
        assertEquals(symbol, result.symbol());
        assertEquals(Timeframe.parse(timeframe), result.timeframe());
        assertEquals(bars, result.dataset().size());
        assertEquals(bars, report.used());
        assertEquals(bars, report.rows());
        assertEquals(Map.of(), report.bad());
        assertEquals(first, report.first());
        assertEquals(last, report.last());
        assertEquals(gap, SharedData.gapHours(result.dataset()).max().orElse(0), 1e-9);
        assertEquals(
                wide,
                SharedData.gapHours(result.dataset())
                        .filter(hours -> hours > 72)
                        .count());
        assertEquals(vendor.startsWith("lean"), result.quoted());
    }

    @Test
    void read_fxcm_countsBadQuotesAndCarriesTheSpreadForward() {
        ImportResult result = SharedData.read("lean/fxcm/hour/eurusd.zip", Vendor.LEAN_FXCM);
        assertEquals(2_613, result.report().negativeSpreads());
        assertEquals(2_961, result.report().negativeOpenSpreads());
        Bars bars = result.dataset().bars();
        assertTrue(IntStream.range(0, bars.size()).allMatch(i -> bars.halfSpread(i) >= 0));
    }

    @Test
    void read_oanda_hasTheKnownSpreads() {
        Dataset dataset =
                SharedData.read("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA).dataset();
        assertEquals(1.3, medianClosingSpreadPips(dataset, -1), 0.01);
        assertEquals(2.3, medianClosingSpreadPips(dataset, 21), 0.01);
        Bars bars = dataset.bars();
        assertEquals((1.31927 + 1.32027) / 2, bars.open(0), 1e-12);
        assertEquals((1.31935 + 1.32035) / 2, bars.close(0), 1e-12);
        assertEquals((1.32027 - 1.31927) / 2, bars.halfSpread(0), 1e-12);
    }

    /** With the clocks right, the two vendors tell the same story; an hour off, their returns do not correlate. */
    @Test
    void read_fxcmAndOanda_agreeInUtcOnly() {
        Bars oanda = SharedData.read("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA)
                .dataset()
                .bars();
        Bars fxcm = SharedData.read("lean/fxcm/hour/eurusd.zip", Vendor.LEAN_FXCM)
                .dataset()
                .bars();
        assertEquals(0.667, correlation(oanda, fxcm, 0), 0.01);
        assertEquals(0, correlation(oanda, fxcm, 3600), 0.02);
        assertEquals(0, correlation(oanda, fxcm, -3600), 0.02);
    }

    /** Server time follows the EU's daylight saving: with a fixed offset either half of the year would be an hour off. */
    @Test
    void read_ejtraderAndOanda_agreeInSummerAndWinter() {
        Bars ejtrader = SharedData.read("ejtrader/EURUSD_h4.csv.gz", Vendor.EJTRADER)
                .dataset()
                .bars();
        long from = Instant.parse("2014-12-01T00:00:00Z").getEpochSecond();
        int first = ejtrader.firstAtOrAfter(from);
        assertEquals(1, agreement(ejtrader, first, ejtrader.size(), 0, false), 0.05, "winter");
        assertEquals(1, agreement(ejtrader, first, ejtrader.size(), 0, true), 0.05, "summer");
        assertEquals(0.4, agreement(ejtrader, first, ejtrader.size(), 3600, true), 0.1, "an hour off");
    }

    /** Known and left as the vendor documents it: until November 2014 the server ran an hour nearer to UTC. */
    @Test
    void read_ejtraderBeforeDecember2014_isAnHourOffAgainstOanda() {
        Bars ejtrader = SharedData.read("ejtrader/EURUSD_h4.csv.gz", Vendor.EJTRADER)
                .dataset()
                .bars();
        int end = ejtrader.firstAtOrAfter(Instant.parse("2014-11-24T00:00:00Z").getEpochSecond());
        assertEquals(0.4, agreement(ejtrader, 0, end, 0, false), 0.1);
        assertEquals(1, agreement(ejtrader, 0, end, 3600, false), 0.03);
    }

    /** Share of bars whose open is within 4 pips of Oanda's, so much later, in summer or winter. */
    private static double agreement(Bars bars, int from, int to, long later, boolean summer) {
        Bars oanda = SharedData.read("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA)
                .dataset()
                .bars();
        ZoneRules rules = ZoneId.of("Europe/Berlin").getRules();
        double near = 0;
        double all = 0;
        for (int i = from; i < to; i++) {
            long time = bars.time(i) + later;
            int at = oanda.firstAtOrAfter(time);
            if (rules.isDaylightSavings(Instant.ofEpochSecond(time)) == summer
                    && at < oanda.size()
                    && oanda.time(at) == time) {
                all++;
                near += Math.abs(oanda.open(at) - bars.open(i)) < 0.0004 ? 1 : 0;
            }
        }
        return near / all;
    }

    @Test
    void read_ejtrader_scalesPointsAndRoundsNoise() {
        Bars pound = SharedData.read("ejtrader/GBPUSD_h4.csv.gz", Vendor.EJTRADER)
                .dataset()
                .bars();
        assertEquals(1.60342, pound.high(0));
        Bars yen = SharedData.read("ejtrader/USDJPY_h1.csv.gz", Vendor.EJTRADER)
                .dataset()
                .bars();
        assertEquals(81.121, yen.open(0));
    }

    /** The franc's -18 % bar is real, and so are the coins' jumps: none is dropped as an outlier. */
    @Test
    void read_realOutliers_areKept() {
        Bars franc = SharedData.read("ejtrader/USDCHF_h1.csv.gz", Vendor.EJTRADER)
                .dataset()
                .bars();
        int at = franc.firstAtOrAfter(Instant.parse("2015-01-15T09:00:00Z").getEpochSecond());
        assertEquals(-0.182, Math.log(franc.close(at) / franc.open(at)), 0.001);
        Bars coin = SharedData.read("binance-perp/DOGEUSDT_1h.csv.gz", Vendor.CSV)
                .dataset()
                .bars();
        Bars bitcoin = SharedData.read("binance-perp/BTCUSDT_1h.csv.gz", Vendor.CSV)
                .dataset()
                .bars();
        int crash = bitcoin.firstAtOrAfter(Instant.parse("2020-03-12T10:00:00Z").getEpochSecond());
        assertEquals(-0.207, Math.log(bitcoin.close(crash) / bitcoin.close(crash - 1)), 0.001);
        double largest = IntStream.range(1, coin.size())
                .mapToDouble(i -> Math.log(coin.close(i) / coin.close(i - 1)))
                .max()
                .orElseThrow();
        assertEquals(0.519, largest, 0.001);
    }

    /** The 4h and daily files are the hour file put together, to the last digit. */
    @Test
    void read_ejtraderTimeframes_areTheHourResampled() {
        Dataset hours =
                SharedData.read("ejtrader/GBPUSD_h1.csv.gz", Vendor.EJTRADER).dataset();
        Dataset fours =
                SharedData.read("ejtrader/GBPUSD_h4.csv.gz", Vendor.EJTRADER).dataset();
        Map<Long, Integer> start = new TreeMap<>();
        for (int i = 0; i < hours.size(); i++) {
            start.put(hours.time(i), i);
        }
        int checked = 0;
        for (int i = 0; i < fours.size(); i++) {
            Integer first = start.get(fours.time(i));
            if (first == null) {
                continue;
            }
            int last = first;
            double high = 0;
            for (int k = first; k < hours.size() && hours.time(k) < fours.time(i) + 14_400; k++) {
                high = Math.max(high, hours.price(1, k));
                last = k;
            }
            assertEquals(fours.price(0, i), hours.price(0, first));
            assertEquals(fours.price(1, i), high);
            assertEquals(fours.price(3, i), hours.price(3, last));
            checked++;
        }
        assertTrue(checked > 14_000, "checked " + checked);
    }

    /** Hours resampled to days give the daily file's closes. */
    @Test
    void read_oandaDaily_hasTheHoursCloses() {
        Dataset hours =
                SharedData.read("lean/oanda/hour/eurusd.zip", Vendor.LEAN_OANDA).dataset();
        Dataset days = SharedData.read("lean/oanda/daily/eurusd.zip", Vendor.LEAN_OANDA)
                .dataset();
        Map<Long, Double> closes = new TreeMap<>();
        for (int i = 0; i < hours.size(); i++) {
            closes.put(Math.floorDiv(hours.time(i), 86_400L) * 86_400L, hours.price(3, i));
        }
        long equal = IntStream.range(0, days.size())
                .filter(i -> closes.getOrDefault(days.time(i), 0.0) == days.price(3, i))
                .count();
        assertEquals(days.size(), equal);
    }

    @Test
    void read_newestFirst_volumeIsInCoins() {
        ImportResult result = SharedData.read("binance-perp/qv_BTCUSDT_1h.csv.gz", Vendor.CSV);
        Dataset coins = result.dataset();
        int last = coins.size() - 1;
        assertEquals(35_316.388, coins.volume(last));
        assertEquals(26_718.10, coins.price(3, last));
        assertEquals(940_604_773.78413, coins.bars().quoteVolume(last));
        assertEquals(252_233, coins.bars().trades(last));
        assertEquals(40_786, coins.bars().trades(0));
        assertEquals(0, result.report().outOfOrder());
    }

    /** The same file under the vendor's own name: it has a header, below a first line that is none. */
    @Test
    void read_cryptoDataDownloadAsBinance_givesTheSame() {
        assertEquals(
                SharedData.read("binance-perp/qv_ETHUSDT_1h.csv.gz", Vendor.CSV)
                        .dataset()
                        .hash(),
                SharedData.read("binance-perp/qv_ETHUSDT_1h.csv.gz", Vendor.BINANCE)
                        .dataset()
                        .hash());
    }

    /** Milliseconds since midnight, the date in the name: thirteen days that follow each other. */
    @Test
    void read_minuteFiles_eachHoldItsOwnDay() {
        for (String day : List.of("01", "02", "04", "05", "06", "07", "08", "09", "11", "12", "13", "14", "15")) {
            ImportReport report = SharedData.read(
                            "lean/oanda/minute/eurusd/201405" + day + "_quote.zip", Vendor.LEAN_OANDA)
                    .report();
            Instant midnight = Instant.parse("2014-05-" + day + "T00:00:00Z");
            assertEquals(Map.of(), report.bad(), day);
            assertFalse(report.first().isBefore(midnight), day);
            assertTrue(report.last().isBefore(midnight.plusSeconds(86_400)), day);
        }
    }

    /** Tick volume is what ejtrader has; quote volume and trades it has not. */
    @Test
    void read_ejtrader_hasTickVolumeOnly() {
        Dataset pound =
                SharedData.read("ejtrader/GBPUSD_h1.csv.gz", Vendor.EJTRADER).dataset();
        assertEquals(1032, pound.volume(0));
        assertEquals(0, pound.bars().quoteVolume(0));
        assertEquals(null, pound.extras().trades);
    }

    @ParameterizedTest
    @CsvSource({"exchange-rate/exchange_rate.txt.gz", "funding/historical_funding_rates_top100_20251025_124832.csv.gz"})
    void read_noBars_isRefused(String file) {
        Path path = SharedData.file(file);
        ImportException e =
                assertThrows(ImportException.class, () -> BarImporter.read(path, ImportOptions.of(Vendor.CSV)));
        assertTrue(e.getMessage().contains("open"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
    }

    private static double medianClosingSpreadPips(Dataset dataset, int hour) {
        double[] spreads = IntStream.range(0, dataset.size())
                .filter(i -> hour < 0 || dataset.time(i) / 3600 % 24 == hour)
                .mapToDouble(i -> 1e4 * (dataset.price(7, i) - dataset.price(3, i)))
                .toArray();
        Arrays.sort(spreads);
        return spreads[spreads.length / 2];
    }

    private static double correlation(Bars a, Bars b, long shift) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.size(); i++) {
            int k = b.firstAtOrAfter(a.time(i) + shift);
            if (k < b.size() && b.time(k) == a.time(i) + shift) {
                double x = Math.log(a.close(i) / a.open(i));
                double y = Math.log(b.close(k) / b.open(k));
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
        }
        return ab / Math.sqrt(aa * bb);
    }
}
