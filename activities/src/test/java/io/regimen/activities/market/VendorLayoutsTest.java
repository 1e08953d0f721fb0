package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layouts of vendors, as their files have them. */
class VendorLayoutsTest {
    private static final String BINANCE = """
            1735689600000,93576.00,94509.42,93489.03,94401.14,755.99010,1735693199999,71095632.67,97352,422.16,39696671.05,0
            1735693200000,94401.13,94408.72,93578.77,93607.74,586.53456,1735696799999,55128443.01,89744,287.80,27043903.77,0
            1735696800000,93607.74,94105.12,93594.56,94098.91,276.78045,1735700399999,25973744.10,50635,152.11,14276443.42,0
            """;
    private static final String BINANCE_HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n";

    @TempDir
    private Path folder;

    private ImportResult read(String name, String text, ImportOptions options) {
        return BarImporter.read(TestFiles.write(folder, name, utf8(text)), options);
    }

    private ImportResult read(String name, String text, Vendor vendor) {
        return read(name, text, ImportOptions.of(vendor));
    }

    static Stream<Arguments> binanceArchives() {
        List<String> lines = BINANCE.lines().toList();
        return Stream.of(
                Arguments.of("without header", BINANCE),
                Arguments.of("with header", BINANCE_HEADER + BINANCE),
                Arguments.of("newest first", String.join("\n", lines.reversed())),
                Arguments.of("in no order", lines.get(1) + "\n" + lines.get(2) + "\n" + lines.get(0)),
                Arguments.of("carriage returns", BINANCE.replace("\n", "\r\n")),
                Arguments.of(
                        "microseconds",
                        BINANCE.replaceAll("(?m)^(\\d{13})", "$1000").replaceAll("(\\d{10}999)", "$1999")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("binanceArchives")
    void read_binanceArchive_givesBarsWithTurnoverAndTrades(String what, String text) {
        ImportResult result = read("BTCUSDT-1h-2025-01.csv", text, Vendor.BINANCE);
        assertEquals(Map.of(), result.report().bad(), what);
        assertEquals("BTCUSDT", result.symbol());
        assertEquals(Timeframe.H1, result.timeframe());
        assertEquals(Instant.parse("2025-01-01T00:00:00Z"), result.report().first());
        Bars bars = result.dataset().bars();
        assertEquals(3, bars.size());
        assertEquals(94_401.14, bars.close(0));
        assertEquals(755.9901, bars.volume(0));
        assertEquals(71_095_632.67, bars.quoteVolume(0));
        assertEquals(97_352, bars.trades(0));
        assertEquals(50_635, bars.trades(2));
    }

    @Test
    void report_outOfOrder_countsStepsAgainstTheDirectionOfTheFile() {
        List<String> lines = BINANCE.lines().toList();
        assertEquals(0, read("BTCUSDT.csv", BINANCE, Vendor.BINANCE).report().outOfOrder());
        assertEquals(
                0,
                read("BTCUSDT.csv", String.join("\n", lines.reversed()), Vendor.BINANCE)
                        .report()
                        .outOfOrder());
        assertEquals(
                1,
                read("BTCUSDT.csv", lines.get(1) + "\n" + lines.get(2) + "\n" + lines.get(0), Vendor.BINANCE)
                        .report()
                        .outOfOrder());
    }

    @Test
    void read_twoVolumes_theQuoteCoinsIsTurnover() {
        String rows = """
                1704067200,BTC/USDT,1,1,1,1,5,50,7
                1704070800,BTC/USDT,1,1,1,1,6,60,
                """;
        for (String header : List.of("Volume BTC,Volume USDT", "volume,quote_volume")) {
            Bars bars = read("x.csv", "unix,symbol,open,high,low,close," + header + ",tradecount\n" + rows, Vendor.CSV)
                    .dataset()
                    .bars();
            assertEquals(List.of(5.0, 50.0, 7.0), List.of(bars.volume(0), bars.quoteVolume(0), bars.trades(0)), header);
            assertEquals(0, bars.trades(1), "left out");
        }
        Bars swapped = read(
                        "x.csv",
                        "unix,symbol,open,high,low,close,Volume USDT,Volume BTC,tradecount\n" + rows,
                        Vendor.CSV)
                .dataset()
                .bars();
        assertEquals(List.of(50.0, 5.0), List.of(swapped.volume(0), swapped.quoteVolume(0)));
    }

    static Stream<Arguments> currencyFiles() {
        return Stream.of(
                Arguments.of("dukascopy", "2019-01-02T00:00:00Z", 1234.5, """
                        Gmt time,Open,High,Low,Close,Volume
                        02.01.2019 00:00:00.000,1.14598,1.14690,1.14560,1.14610,1234.5
                        02.01.2019 01:00:00.000,1.14610,1.14620,1.14500,1.14550,99.1
                        """),
                Arguments.of("dukascopy", "2019-01-02T00:00:00Z", 1234.5, """
                        Local time,Open,High,Low,Close,Volume
                        02.01.2019 02:00:00.000 GMT+0200,1.14598,1.14690,1.14560,1.14610,1234.5
                        02.01.2019 03:00:00.000 GMT+0200,1.14610,1.14620,1.14500,1.14550,99.1
                        """),
                Arguments.of("dukascopy", "2019-01-02T00:00:00Z", 1234.5, """
                        Time (UTC),Open,High,Low,Close,Volume
                        2019.01.02 00:00:00,1.14598,1.14690,1.14560,1.14610,1234.5
                        2019.01.02 01:00:00,1.14610,1.14620,1.14500,1.14550,99.1
                        """),
                Arguments.of("histdata", "2012-07-02T05:00:00Z", 0, """
                        20120702 000000;1.14598;1.14690;1.14560;1.14610;0
                        20120702 000100;1.14610;1.14620;1.14500;1.14550;0
                        """),
                Arguments.of("histdata", "2012-02-01T05:00:00Z", 0, """
                        2012.02.01,00:00,1.14598,1.14690,1.14560,1.14610,0
                        2012.02.01,00:01,1.14610,1.14620,1.14500,1.14550,0
                        """),
                Arguments.of("metatrader", "2020-01-02T08:00:00Z", 501, """
                        <DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>
                        2020.01.02\t10:00:00\t1.14598\t1.14690\t1.14560\t1.14610\t501\t0\t3
                        2020.01.02\t11:00:00\t1.14610\t1.14620\t1.14500\t1.14550\t502\t0\t3
                        """),
                Arguments.of("metatrader", "2020-07-02T07:00:00Z", 501, """
                        2020.07.02,10:00,1.14598,1.14690,1.14560,1.14610,501
                        2020.07.02,11:00,1.14610,1.14620,1.14500,1.14550,502
                        """),
                Arguments.of("metatrader", "2020-07-01T21:00:00Z", 501, """
                        <DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>
                        2020.07.02\t1.14598\t1.14690\t1.14560\t1.14610\t501\t0\t3
                        2020.07.03\t1.14610\t1.14620\t1.14500\t1.14550\t502\t0\t3
                        """));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("currencyFiles")
    void read_currencyFile_givesBarsInUtc(String vendor, Instant first, double volume, String text) {
        ImportResult result = read("EURUSD.csv", text, Vendor.parse(vendor));
        assertEquals(Map.of(), result.report().bad());
        assertEquals(first, result.report().first());
        Bars bars = result.dataset().bars();
        assertEquals(2, bars.size());
        assertEquals(
                List.of(1.14598, 1.1469, 1.1456, 1.1461),
                List.of(bars.open(0), bars.high(0), bars.low(0), bars.close(0)));
        assertEquals(volume, bars.volume(0));
    }

    /** Half a year apart: five hours behind UTC in summer too. */
    @Test
    void read_histdata_keepsItsOffsetInSummer() {
        String text = """
                20120110 000000;1;1;1;1;0
                20120110 000100;1;1;1;1;0
                20120710 000000;1;1;1;1;0
                20120710 000100;1;1;1;1;0
                """;
        ImportReport report =
                read("DAT_ASCII_EURUSD_M1_2012.csv", text, Vendor.HISTDATA).report();
        assertEquals(Instant.parse("2012-01-10T05:00:00Z"), report.first());
        assertEquals(Instant.parse("2012-07-10T05:01:00Z"), report.last());
    }

    @Test
    void read_dukascopyLocalTimeWithoutOffset_asksForTheZone() {
        String text = """
                Local time,Open,High,Low,Close,Volume
                02.01.2019 02:00:00.000,1.1,1.1,1.1,1.1,1
                02.01.2019 03:00:00.000,1.1,1.1,1.1,1.1,1
                """;
        ImportException e = assertThrows(ImportException.class, () -> read("EURUSD.csv", text, Vendor.DUKASCOPY));
        assertTrue(e.getMessage().contains("line 2") && e.getMessage().contains("give its zone"), e.getMessage());
        ImportOptions zurich = new ImportOptions(Vendor.DUKASCOPY, null, null, ZoneId.of("Europe/Zurich"), null);
        assertEquals(
                Instant.parse("2019-01-02T01:00:00Z"),
                read("EURUSD.csv", text, zurich).report().first());
    }

    @Test
    void read_metatraderInPoints_areDivided() {
        String text = """
                2020.07.02,10:00,114598.00000000001,114690,114560,114610,501
                2020.07.02,11:00,114610,114620,114500,114550,502
                """;
        ImportOptions points = new ImportOptions(Vendor.METATRADER, "EURUSD", null, null, 1e5);
        assertEquals(1.14598, read("x.csv", text, points).dataset().bars().open(0));
    }

    @Test
    void read_quotedCsv_hasBidAndAsk() {
        ImportResult result = read("eurusd.csv", """
                time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close,volume
                1704067200,1.1,1.3,1.0,1.2,1.2,1.4,1.1,1.3,5
                1704070800,1.1,1.3,1.0,1.2,1.2,1.4,1.1,1.1,6
                """, Vendor.CSV);
        assertTrue(result.quoted());
        assertEquals(1.15, result.dataset().bars().open(0), 1e-12);
        assertEquals(0.05, result.dataset().bars().halfSpread(0), 1e-12);
        assertEquals(1, result.report().negativeSpreads());
    }

    @Test
    void options_pointsOrColumnsWhereTheyDoNotApply_areRefused() {
        for (Vendor vendor :
                List.of(Vendor.LEAN_OANDA, Vendor.LEAN_FXCM, Vendor.BINANCE, Vendor.DUKASCOPY, Vendor.HISTDATA)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ImportOptions(vendor, null, null, null, 1e5),
                    "" + vendor);
        }
        ColumnMapping mapping = ColumnMapping.parse("time=0,open=1,high=2,low=3,close=4");
        assertThrows(
                IllegalArgumentException.class,
                () -> ImportOptions.of(Vendor.BINANCE).withColumns(mapping));
    }
}
