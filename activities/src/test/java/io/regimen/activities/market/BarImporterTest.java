package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.HEADER;
import static io.regimen.activities.market.TestFiles.csv;
import static io.regimen.activities.market.TestFiles.gzip;
import static io.regimen.activities.market.TestFiles.rows;
import static io.regimen.activities.market.TestFiles.utf8;
import static io.regimen.activities.market.TestFiles.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BarImporterTest {
    @TempDir
    private Path folder;

    private ImportResult read(String name, byte[] bytes) {
        return BarImporter.read(TestFiles.write(folder, name, bytes), ImportOptions.of(Vendor.CSV));
    }

    private ImportResult read(String text) {
        return read("eurusd.csv", utf8(text));
    }

    private static String times(String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern);
        return rows(50, t -> Instant.ofEpochSecond(t).atOffset(ZoneOffset.UTC).format(format));
    }

    /** Fifty bars written in many ways; each must give the same dataset. */
    static Stream<Arguments> layouts() {
        String quoted =
                csv(50).lines().map(l -> "\"" + l.replace(",", "\",\"") + "\"").collect(Collectors.joining("\r\n"));
        return Stream.of(
                Arguments.of("unix seconds", csv(50)),
                Arguments.of("unix milliseconds", HEADER + rows(50, t -> t + "000")),
                Arguments.of("unix microseconds", HEADER + rows(50, t -> t + "000000")),
                Arguments.of("unix nanoseconds", HEADER + rows(50, t -> t + "000000000")),
                Arguments.of("unix as a float", HEADER + rows(50, t -> t + ".0")),
                Arguments.of("unix in exponents", HEADER + rows(50, t -> Double.toString((double) t))),
                Arguments.of("ISO with Z", HEADER + times("yyyy-MM-dd'T'HH:mm:ss'Z'")),
                Arguments.of("ISO without offset", HEADER + times("yyyy-MM-dd'T'HH:mm:ss")),
                Arguments.of("offset of pandas", HEADER + times("yyyy-MM-dd HH:mm:ss'+00:00'")),
                Arguments.of(
                        "another offset",
                        HEADER
                                + rows(
                                        50,
                                        t -> Instant.ofEpochSecond(t)
                                                .atOffset(ZoneOffset.ofHours(-5))
                                                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME))),
                Arguments.of("date and time", HEADER + times("yyyy-MM-dd HH:mm:ss")),
                Arguments.of("fraction", HEADER + times("yyyy-MM-dd HH:mm:ss'.000'")),
                Arguments.of("no seconds", HEADER + times("yyyy-MM-dd HH:mm")),
                Arguments.of("slashes", HEADER + times("yyyy/MM/dd HH:mm")),
                Arguments.of("dots", HEADER + times("yyyy.MM.dd HH:mm")),
                Arguments.of(
                        "day first, dots",
                        HEADER + times("dd.MM.yyyy HH:mm:ss'.000 GMT+0000'").replace("GMT+0000", "GMT")),
                Arguments.of("compact", HEADER + times("yyyyMMdd HHmmss")),
                Arguments.of("all digits", HEADER + times("yyyyMMddHHmmss")),
                Arguments.of("semicolons", csv(50).replace(',', ';')),
                Arguments.of("tabs", csv(50).replace(',', '\t')),
                Arguments.of("byte order mark", "\uFEFF" + csv(50)),
                Arguments.of("carriage returns", csv(50).replace("\n", "\r\n")),
                Arguments.of("no newline at the end", csv(50).strip()),
                Arguments.of("blank lines", csv(50).replace("\n", "\n\n")),
                Arguments.of("trailing separators", csv(50).replace("\n", ",\n").replaceFirst(",\n", "\n")),
                Arguments.of("quoted", quoted),
                Arguments.of("upper case", csv(50).toUpperCase(java.util.Locale.ROOT)),
                Arguments.of("preamble", "https://www.example.com\n# made by hand\n\n" + csv(50)),
                Arguments.of("open time", csv(50).replaceFirst("time", "Open Time")),
                Arguments.of("unnamed index", csv(50).replaceFirst("time", "")),
                Arguments.of("brackets", csv(50).replaceFirst(".*", "<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>")),
                Arguments.of("tick volume", csv(50).replaceFirst("volume", "tick_volume")),
                Arguments.of("coin volume", csv(50).replaceFirst("volume", "Volume BTC")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void read_anyLayout_givesTheSameDataset(String what, String text) {
        ImportResult expected = read("expected_EURUSD.csv", utf8(csv(50)));
        ImportResult result = read("EURUSD_1h.csv", utf8(text));
        assertEquals(50, result.report().used(), what);
        assertEquals(Map.of(), result.report().bad(), what);
        assertEquals(expected.dataset().hash(), result.dataset().hash(), what);
    }

    @Test
    void read_packedOrShuffled_givesTheSameDataset() {
        String expected = read(csv(50)).dataset().hash();
        List<String> lines = csv(50).lines().skip(1).toList();
        String newestFirst = HEADER + String.join("\n", lines.reversed());
        SplittableRandom random = new SplittableRandom(5);
        String shuffled = HEADER
                + IntStream.range(0, 50)
                        .mapToObj(i -> Map.entry(random.nextLong(), lines.get(i)))
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining("\n"));
        assertEquals(
                expected, read("eurusd.csv.gz", gzip(utf8(csv(50)))).dataset().hash());
        assertEquals(
                expected,
                read("eurusd.zip", zip(Map.of("x/eurusd.csv", csv(50), "__MACOSX/x", "?")))
                        .dataset()
                        .hash());
        assertEquals(expected, read("eurusd.dat", gzip(utf8(csv(50)))).dataset().hash());
        assertEquals(expected, read(newestFirst).dataset().hash());
        assertEquals(expected, read(shuffled).dataset().hash());
    }

    @Test
    void read_columnsInAnyOrder_andOthersBeside() {
        ImportResult result = read("""
                Close,note,LOW,high,Unix,Open,date,Volume USDT
                1.5,"a, b",1.0,2.0,1704067200000,1.2,1999-01-01 00:00:00,7
                1.6,,1.0,2.0,1704070800000,1.5,1999-01-01 00:00:00,8
                """);
        Bars bars = result.dataset().bars();
        assertEquals(1_704_067_200, bars.time(0));
        assertEquals(
                List.of(1.2, 2.0, 1.0, 1.5, 7.0),
                List.of(bars.open(0), bars.high(0), bars.low(0), bars.close(0), bars.volume(0)));
    }

    @Test
    void read_dateAndClockApart_areJoined() {
        ImportResult result = read("""
                <DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>
                2024.01.01\t00:00:00\t1\t1\t1\t1\t5\t0\t3
                2024.01.01\t01:00:00\t1\t1\t1\t1\t6\t0\t3
                2024.01.01\t02:00:00\t1\t1\t1\t1\t7\t0\t3
                """);
        assertEquals(Instant.parse("2024-01-01T02:00:00Z"), result.report().last());
        assertEquals(5, result.dataset().bars().volume(0));
    }

    @Test
    void read_badRows_areLeftOutAndReportedByLine() {
        String text = "preamble\n" + HEADER + rows(10) + """
                1704200400,1.1,1.2,1.0,abc,1
                1704204000,1.1,1.2,1.0,NaN,1
                1704207600,0,1.2,0,1.1,1
                1704211200,-1,1.2,-2,1.1,1
                1704214800,1.1,1.0,1.2,1.1,1
                1704218400,1.3,1.2,1.0,1.1,1
                1704222000,1.1,1.2,1.0,0.9,1
                yesterday,1.1,1.2,1.0,1.1,1
                1704067200,5,5,5,5,1
                1704229201,1.1,1.2,1.0,1.1,1
                1704232800,1.1,1.2,1.0,1.1
                1704236400,1.1,1.2,1.0,1.1,-4
                1704240000,1.1,1.2,1.0,0x1p0,1
                1704243600,1.1,1.2,1.0,1e300,1
                2024-02-30 00:00:00,1.1,1.2,1.0,1.1,1
                1704247200,1.1,1.2,1.0,1.1,
                """;
        ImportReport report = read(text).report();
        assertEquals(26, report.rows());
        assertEquals(11, report.used());
        assertEquals(
                Map.of(
                        "bad_time", 2L,
                        "duplicate_time", 1L,
                        "field_count", 1L,
                        "inconsistent_prices", 3L,
                        "not_a_number", 5L,
                        "not_positive", 2L,
                        "off_grid", 1L),
                report.bad());
        assertEquals(
                IntStream.rangeClosed(13, 27).mapToObj(Long::valueOf).toList(),
                report.problems().stream().map(RowProblem::line).toList());
        assertEquals(
                "close \"abc\" is not a number", report.problems().getFirst().what());
        assertEquals(
                new RowProblem(21, "time 2024-01-01T00:00:00Z stood in line 3 before"),
                report.problems().get(8));
    }

    @Test
    void read_thousandBadRows_keepsTheFirstHundred() {
        ImportReport report = read(csv(10) + "x,1,1,1,1,1\n".repeat(500) + "1704067200,1,1,1,1,1\n".repeat(500))
                .report();
        assertEquals(Map.of("bad_time", 500L, "duplicate_time", 500L), report.bad());
        assertEquals(
                IntStream.range(12, 112).mapToObj(Long::valueOf).toList(),
                report.problems().stream().map(RowProblem::line).toList());
    }

    @Test
    void read_floatNoise_isTolerated() {
        ImportResult result =
                read(HEADER + "1704067200,1.1,1.0999999999999999,1.0,1.1,1\n" + rows(3, t -> "" + (t + 3600)));
        assertEquals(4, result.report().used());
    }

    @Test
    void read_zone_movesLocalStampsOnly() {
        ImportOptions newYork = new ImportOptions(Vendor.CSV, null, null, ZoneId.of("America/New_York"), null);
        String local = HEADER + times("yyyy-MM-dd HH:mm");
        Path file = TestFiles.write(folder, "eurusd.csv", utf8(local));
        assertEquals(
                Instant.parse("2024-01-01T05:00:00Z"),
                BarImporter.read(file, newYork).report().first());
        Path unix = TestFiles.write(folder, "eurusd2.csv", utf8(csv(5)));
        assertEquals(
                Instant.parse("2024-01-01T00:00:00Z"),
                BarImporter.read(unix, "eurusd.csv", newYork).report().first());
    }

    /** 25 hours on the day the clocks go back: 01:00 stands twice; and 02:00 does not exist in spring. */
    @Test
    void read_daylightSaving_bothNightsComeOutRight() {
        ZoneId zone = ZoneId.of("America/New_York");
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
        ImportOptions options = new ImportOptions(Vendor.CSV, null, null, zone, null);
        for (String start : List.of("2023-11-05T00:00:00Z", "2024-03-10T00:00:00Z")) {
            long shift = Instant.parse(start).getEpochSecond()
                    - Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
            String text = HEADER
                    + rows(
                            48,
                            t -> Instant.ofEpochSecond(t + shift).atZone(zone).format(format));
            ImportResult result = BarImporter.read(TestFiles.write(folder, "btcusdt.csv", utf8(text)), options);
            assertEquals(48, result.report().used(), start);
            assertEquals(0.0, SharedData.gapHours(result.dataset()).max().orElseThrow(), start);
        }
        String skipped = HEADER + rows(3) + "2024-03-10 02:30,1,1,1,1,1\n";
        assertEquals(
                Map.of("no_such_time", 1L),
                BarImporter.read(TestFiles.write(folder, "btcusdt.csv", utf8(skipped)), options)
                        .report()
                        .bad());
    }

    @ParameterizedTest
    @CsvSource({
        "eurusd.zip,EURUSD",
        "GBPUSD_h1.csv.gz,GBPUSD",
        "qv_BTCUSDT_1h.csv.gz,BTCUSDT",
        "Binance_ETHUSDT_1h.csv,ETHUSDT",
        "EUR_USD.csv,EURUSD",
        "eur-usd-1h.txt,EURUSD",
        "DAT_ASCII_EURUSD_M1_2012.csv,EURUSD",
        "20140501_eurusd_minute_quote.csv,EURUSD",
        "xauusd_daily.zip,XAUUSD",
        "BRK.B.csv,BRK.B",
        "../../etc/EURUSD.csv,EURUSD",
    })
    void symbol_ofFileName(String name, String symbol) {
        assertEquals(symbol, SymbolName.of(name).orElseThrow());
    }

    @Test
    void read_symbolColumn_winsOverTheName_butNotOverTheOption() {
        String text = "unix,symbol,open,high,low,close\n1704067200,BTC/USDT,1,1,1,1\n1704070800,BTC/USDT,1,1,1,1\n";
        assertEquals("BTCUSDT", read("download.csv", utf8(text)).symbol());
        Path file = TestFiles.write(folder, "f.csv", utf8(text));
        assertEquals(
                "XBT.P",
                BarImporter.read(file, new ImportOptions(Vendor.CSV, "xbt.p", null, null, null))
                        .symbol());
    }

    @Test
    void read_ejtrader_pointsByPairOrOption() {
        String text = """
                Date,open,high,low,close,tick_volume
                2024-01-01 10:00:00,103428.00000000001,103430.0,103176.0,103258.99999999999,4912
                2024-07-01 11:00:00,103255.99999999999,103292.99999999999,103146.0,103162.0,4388
                2024-07-01 12:00:00,103255.99999999999,103292.99999999999,103146.0,103162.0,4388
                """;
        Path file = TestFiles.write(folder, "f.csv", utf8(text));
        ImportResult pair = BarImporter.read(file, "AUDUSD_h1.csv", ImportOptions.of(Vendor.EJTRADER));
        assertEquals(1.03428, pair.dataset().bars().open(0));
        assertEquals(Instant.parse("2024-01-01T08:00:00Z"), pair.report().first(), "winter: two hours ahead");
        assertEquals(Instant.parse("2024-07-01T09:00:00Z"), pair.report().last(), "summer: three hours ahead");
        assertEquals(
                103.428,
                BarImporter.read(file, "USDJPY_h1.csv", ImportOptions.of(Vendor.EJTRADER))
                        .dataset()
                        .bars()
                        .open(0));
        ImportOptions gold = new ImportOptions(Vendor.EJTRADER, "XAUUSD", null, null, 100.0);
        assertEquals(1034.28, BarImporter.read(file, gold).dataset().bars().open(0));
    }

    @Test
    void read_lean_crossedQuotesStay_andMinutesTakeTheirDateFromTheName() {
        long hour = 1_700_000_000L / 3600 * 3600;
        String text = TestFiles.leanRow(hour, 1.1, 1.2)
                + TestFiles.leanRow(hour + 3600, 1.2, 1.1)
                + TestFiles.leanRow(hour + 7200, 1.1, 1.2);
        Path file = TestFiles.write(folder, "eurusd.zip", zip(Map.of("eurusd.csv", text)));
        ImportResult result = BarImporter.read(file, ImportOptions.of(Vendor.LEAN_FXCM));
        assertEquals(1, result.report().negativeSpreads());
        assertEquals(3, result.report().used());
        assertEquals(0.05, result.dataset().bars().halfSpread(1), 1e-12);
        assertEquals(hour + 5 * 3600, result.dataset().bars().time(0));
        String minutes = text.lines().map(l -> l.substring(l.indexOf(','))).collect(Collectors.joining("\n"));
        String stamped = IntStream.range(0, 3)
                .mapToObj(i -> i * 60_000 + minutes.lines().toList().get(i))
                .collect(Collectors.joining("\n"));
        ImportResult day = BarImporter.read(
                TestFiles.write(folder, "20140501_quote.zip", zip(Map.of("20140501_eurusd_minute_quote.csv", stamped))),
                ImportOptions.of(Vendor.LEAN_OANDA));
        assertEquals(Timeframe.M1, day.timeframe());
        assertEquals("EURUSD", day.symbol());
        assertEquals(Instant.parse("2014-05-01T00:00:00Z"), day.report().first());
    }

    @Test
    void report_asJson_isSnakeCase() {
        String json = Json.write(read(csv(5) + "x,1,1,1,1,1\n").report());
        assertTrue(json.contains("\"rows\":6,\"used\":5,\"bad\":{\"bad_time\":1}"), json);
        assertTrue(
                json.contains("\"negative_open_spreads\":0") && json.contains("\"first\":\"2024-01-01T00:00:00Z\""),
                json);
        assertTrue(json.contains("\"problems\":[{\"line\":7,"), json);
    }
}
