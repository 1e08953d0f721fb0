package io.regimen.activities.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.integrity.IntegrityReport.Gap;
import io.regimen.activities.integrity.IntegrityReport.Outlier;
import io.regimen.activities.integrity.IntegrityReport.Spreads;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SharedData;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.market.Vendor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of the real files that concern integrity. */
class RealIntegrityTest {
    @ParameterizedTest
    @CsvSource({
        // file, vendor, calendar, expected, missing, outside, small gaps, large gaps, of them near holidays, outliers
        "lean/oanda/hour/eurusd.zip,lean-oanda,FX,74478,246,207,1,10,4,24",
        "lean/oanda/hour/nzdusd.zip,lean-oanda,FX,74478,229,202,2,9,4,21",
        "lean/fxcm/hour/eurusd.zip,lean-fxcm,FX,69944,1343,1327,9,168,21,31",
        "lean/oanda/daily/eurusd.zip,lean-oanda,FX,3113,5,630,1,1,0,3",
        "lean/oanda/minute/eurusd/20140501_quote.zip,lean-oanda,FX,1440,77,0,54,2,0,0",
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader,FX,57645,124,79,118,0,0,33",
        "ejtrader/USDJPY_h1.csv.gz,ejtrader,FX,57638,116,78,112,0,0,25",
        "ejtrader/USDCHF_h1.csv.gz,ejtrader,FX,57660,145,85,113,1,0,24",
        "ejtrader/EURUSD_d1.csv.gz,ejtrader,FX,2398,0,2,0,0,0,0",
        "ejtrader/EURCHF_h4.csv.gz,ejtrader,FX,14446,71,25,1,2,0,54",
        "binance-perp/BTCUSDT_1h.csv.gz,csv,CONTINUOUS,37660,0,0,0,0,0,61",
        "binance-perp/DOGEUSDT_1h.csv.gz,csv,CONTINUOUS,33067,0,0,0,0,0,107",
        "binance-perp/qv_BTCUSDT_1h.csv.gz,csv,CONTINUOUS,16319,0,0,0,0,0,9",
    })
    void inspect_realFile_reportsWhatIsKnown(
            String file,
            String vendor,
            TradingCalendar calendar,
            long expected,
            long missing,
            long outside,
            int small,
            int large,
            int nearHoliday,
            int outliers) {
        Dataset dataset = read(file, vendor);
        IntegrityReport report = Integrity.inspect(dataset);
        assertEquals(calendar, report.calendar());
        assertEquals(
                List.of(expected, missing, outside, expected - missing + outside),
                List.of(
                        report.coverage().expected(),
                        report.coverage().missing(),
                        report.coverage().outside(),
                        (long) dataset.size()));
        assertEquals(
                List.of(small, large, nearHoliday, outliers),
                List.of(
                        report.gaps().small(),
                        report.gaps().large(),
                        report.gaps().nearHoliday(),
                        report.outliers().count()));
        assertEquals(0, report.prices().mid());
        assertEquals(0, report.stale().runs());
        assertEquals(report, Integrity.inspect(dataset));
    }

    @Test
    void inspect_oanda_findsTheHoleOfDecember2016() {
        Gap hole = Integrity.inspect(read("lean/oanda/hour/eurusd.zip", "lean-oanda"))
                .gaps()
                .largest()
                .getFirst();
        assertEquals(
                new Gap(Instant.parse("2016-12-09T22:00:00Z"), Instant.parse("2016-12-16T05:00:00Z"), 151, 103, false),
                hole);
    }

    @Test
    void inspect_fxcm_countsNegativeSpreadsAndItsLongestHole() {
        IntegrityReport report = Integrity.inspect(read("lean/fxcm/hour/eurusd.zip", "lean-fxcm"));
        Spreads spreads = Objects.requireNonNull(report.spreads());
        assertEquals(2_613, spreads.negativeAtClose());
        assertEquals(2_961, spreads.negativeAtOpen());
        assertEquals(24, spreads.absurd());
        // 103 hours without bars twice, over Christmas and New Year of 2017: a weekend and a holiday, then 22 open
        // hours
        List<Gap> long103 = report.gaps().largest().stream()
                .filter(gap -> gap.hours() == 103)
                .toList();
        assertEquals(
                List.of(Instant.parse("2017-12-22T22:00:00Z"), Instant.parse("2017-12-29T22:00:00Z")),
                long103.stream().map(Gap::from).toList());
        assertTrue(long103.stream().allMatch(gap -> gap.nearHoliday() && gap.missingBars() == 22));
    }

    @Test
    void inspect_oandaSpreads_areConstantInItsFirstYears() {
        Spreads spreads = Objects.requireNonNull(Integrity.inspect(read("lean/oanda/hour/eurusd.zip", "lean-oanda"))
                .spreads());
        assertEquals(0, spreads.negativeAtClose());
        assertEquals(1.02, Objects.requireNonNull(spreads.medianBps()), 0.005);
        assertEquals(4_827, spreads.constantBars());
        assertEquals(111, spreads.constantRuns().getFirst().bars());
        assertEquals(20, spreads.absurd());
    }

    /** The vote of June 2016, elections, central banks: real, and confirmed by FXCM wherever it has the bars. */
    @Test
    void inspect_oandaWithFxcm_confirmsItsOutliers() {
        Dataset oanda = read("lean/oanda/hour/eurusd.zip", "lean-oanda");
        Dataset fxcm = read("lean/fxcm/hour/eurusd.zip", "lean-fxcm");
        IntegrityReport.Outliers outliers =
                Integrity.inspect(oanda, fxcm, Comparison.of(oanda, fxcm)).outliers();
        assertEquals(24, outliers.count());
        assertEquals(23, outliers.confirmed());
        assertEquals(0, outliers.contradicted());
        assertEquals(
                Instant.parse("2016-06-24T02:00:00Z"),
                outliers.largest().getFirst().time());
    }

    @ParameterizedTest
    @CsvSource({
        // file, vendor, bar, logarithm of the move to its close
        "ejtrader/USDCHF_h1.csv.gz,ejtrader,2015-01-15T09:00:00Z,-0.1816",
        "ejtrader/EURCHF_h4.csv.gz,ejtrader,2015-01-18T22:00:00Z,-0.1894",
        "binance-perp/BTCUSDT_1h.csv.gz,csv,2020-03-12T10:00:00Z,-0.2071",
        "binance-perp/DOGEUSDT_1h.csv.gz,csv,2021-01-29T03:00:00Z,0.5185",
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader,2016-06-24T02:00:00Z,-0.0587",
    })
    void inspect_realJump_isReportedAndKept(String file, String vendor, Instant time, double move) {
        Outlier jump = Integrity.inspect(read(file, vendor)).outliers().largest().stream()
                .limit(3)
                .filter(o -> o.time().equals(time))
                .findFirst()
                .orElseThrow();
        assertEquals(move, jump.logReturn(), 5e-5);
    }

    @Test
    void inspect_francs_reportsTheHolesOfJanuary2015() {
        List<Gap> euro = Integrity.inspect(read("ejtrader/EURCHF_h4.csv.gz", "ejtrader"))
                .gaps()
                .largest();
        assertEquals(
                new Gap(Instant.parse("2014-12-31T18:00:00Z"), Instant.parse("2015-01-18T22:00:00Z"), 436, 64, false),
                euro.getFirst());
        List<Gap> dollar = Integrity.inspect(read("ejtrader/USDCHF_h1.csv.gz", "ejtrader"))
                .gaps()
                .largest();
        assertEquals(
                new Gap(Instant.parse("2015-01-15T19:00:00Z"), Instant.parse("2015-01-18T22:00:00Z"), 75, 27, false),
                dollar.getFirst());
    }

    private static Dataset read(String file, String vendor) {
        return SharedData.read(file, Vendor.parse(vendor)).dataset();
    }
}
