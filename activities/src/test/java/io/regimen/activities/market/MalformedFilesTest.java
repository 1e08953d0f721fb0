package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.csv;
import static io.regimen.activities.market.TestFiles.gzip;
import static io.regimen.activities.market.TestFiles.rows;
import static io.regimen.activities.market.TestFiles.utf8;
import static io.regimen.activities.market.TestFiles.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that must be refused, each with one sentence that names the file, what is wrong, and the mend. */
class MalformedFilesTest {
    private static final String LEAN = TestFiles.leanRow(1_700_000_000L / 3600 * 3600, 1.1, 1.2);

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        byte[] packed = gzip(utf8(csv(2000)));
        byte[] twoEntries = zip(new TreeMap<>(Map.of("a.csv", csv(5), "b.csv", csv(5))));
        byte[] zipped = zip(Map.of("eurusd.csv", csv(2000)));
        byte[] flipped = TestFiles.storedZip("eurusd.csv", csv(2000));
        flipped[flipped.length / 2] ^= 1;
        byte[] damagedGzip = packed.clone();
        damagedGzip[packed.length / 2] ^= 0x55;
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            many.put("folder" + i + "/", "");
        }
        many.put("eurusd.csv", csv(5));
        Map<String, String> longNames = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            longNames.put("folder".repeat(100) + i + "/", "");
        }
        byte[] random = new byte[5000];
        new SplittableRandom(1).nextBytes(random);
        return Stream.of(
                file("empty.csv", "csv", utf8(""), "empty"),
                file("blank_EURUSD.csv", "csv", utf8("\n \n\n"), "no text"),
                file("eurusd.csv.gz", "csv", gzip(utf8("")), "no text"),
                file("eurusd.csv.gz", "csv", Arrays.copyOf(packed, packed.length / 2), "ends early"),
                file("eurusd.csv.gz", "csv", damagedGzip, "eurusd.csv.gz"),
                file("eurusd.csv.gz", "csv", utf8(csv(5)), "not gzip"),
                file("eurusd.zip", "csv", Arrays.copyOf(zipped, zipped.length / 2), "zip"),
                file("eurusd.zip", "csv", flipped, "damaged archive"),
                file("eurusd.zip", "csv", twoEntries, "2 data files"),
                file("eurusd.zip", "csv", zip(Map.of("only-a-folder/", "")), "0 data files"),
                file("eurusd.zip", "csv", zip(Map.of("../../etc/eurusd.csv", csv(5))), "unsafe name"),
                file("eurusd.zip", "csv", zip(many), "21 entries"),
                file("eurusd.zip", "csv", zip(longNames), "list of entries"),
                file("eurusd.zip", "csv", zip(Map.of("a/../../eurusd.csv", csv(5))), "unsafe name"),
                file("eurusd.zip", "csv", zip(Map.of("C:\\eurusd.csv", csv(5))), "unsafe name"),
                file("eurusd.csv.gz", "csv", gzip(packed), "another archive"),
                file("eurusd.csv.gz", "csv", gzip(utf8(csv(2) + "\n".repeat(4_000_000))), "times its size"),
                file("eurusd.csv", "csv", random, "binary"),
                file("eurusd.csv", "csv", csv(5).getBytes(StandardCharsets.UTF_16), "UTF-8"),
                file("eurusd.csv", "csv", utf8(rows(5)), "no line that names its columns"),
                file("eurusd.csv", "csv", utf8(csv(5).replace(',', ' ')), "separated by"),
                file("eurusd.csv", "csv", utf8("<html><body>Not found</body></html>"), "none of the first 20 lines"),
                file("eurusd.csv", "csv", utf8(csv(0)), "no usable row"),
                file("eurusd.csv", "csv", utf8(csv(1)), "only one usable row"),
                file("eurusd.csv", "csv", utf8(csv(5).replaceAll(",1\\.", ",-1.")), "not above 0"),
                file("eurusd.csv", "csv", utf8(csv(5).replaceAll(",1\\.\\d+", ",NaN")), "line 2"),
                file("eurusd.csv", "csv", utf8(csv(5).replaceAll(",1\\.(\\d+)", ",1,$1")), "fields"),
                file("eurusd.csv", "csv", utf8(TestFiles.HEADER + rows(5, t -> "13/01/2024 00:00")), "line 2: time"),
                file("eurusd.csv", "csv", utf8(TestFiles.HEADER + rows(5, t -> "2024-01-01 00:00")), "only one usable"),
                file("eurusd.csv", "csv", utf8(TestFiles.HEADER + rows(5, t -> "" + t * 2)), "7200 seconds apart"),
                file("eurusd.csv", "csv", utf8(csv(5).replace(",1.02,", ",\"1.02,")), "quot"),
                file("eurusd.csv", "csv", utf8(csv(5) + "x".repeat(20_000)), "longer than 10000"),
                file("eurusd.csv", "csv", utf8(csv(5).replaceFirst("volume", "close")), "two columns close"),
                file("1h.csv", "csv", utf8(csv(5)), "symbol"),
                file(
                        "mix_1h.csv",
                        "csv",
                        utf8("unix,symbol,open,high,low,close\n"
                                + rows(2, t -> t + (t % 7200 == 0 ? ",A" : ",B"))
                                        .replaceAll(",\\d+\n", "\n")),
                        "line 3: symbol"),
                file("eurusd.zip", "lean-oanda", zip(Map.of("eurusd.csv", csv(5))), "another vendor"),
                file("eurusd.csv", "lean-oanda", utf8(LEAN), "only one usable row"),
                file(
                        "quote.zip",
                        "lean-oanda",
                        zip(Map.of("eurusd.csv", LEAN.replaceAll("^[^,]*", "60000"))),
                        "20140501"),
                file("eurusd.csv", "csv", utf8(LEAN), "lean-oanda"),
                file("eurusd_h1.csv", "ejtrader", utf8(csv(5)), "whole number of points"));
    }

    private static Arguments file(String name, String vendor, byte[] bytes, String says) {
        return Arguments.of(name, vendor, bytes, says);
    }

    @ParameterizedTest(name = "{0} {1} {3}")
    @MethodSource("files")
    void read_malformed_isRefusedWithOneSentence(String name, String vendor, byte[] bytes, String says)
            throws IOException {
        Path file = TestFiles.write(folder, name, bytes);
        ImportException e = assertThrows(
                ImportException.class, () -> BarImporter.read(file, ImportOptions.of(Vendor.parse(vendor))));
        String message = e.getMessage();
        assertTrue(message.contains(says), message);
        assertTrue(message.contains(name), message);
        assertTrue(message.contains(";") || message.contains("("), "says no mend: " + message);
        assertFalse(message.contains("\n") || message.contains(folder.toString()), message);
        assertTrue(message.length() < 400, message);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "nothing is left behind");
        }
    }

    @Test
    void read_missingFile_isRefused() {
        assertThrows(
                ImportException.class,
                () -> BarImporter.read(folder.resolve("nowhere.csv"), ImportOptions.of(Vendor.CSV)));
    }

    @Test
    void read_overTheLimits_isRefused() {
        Path file = TestFiles.write(folder, "eurusd.csv", utf8(csv(100)));
        ImportOptions options = ImportOptions.of(Vendor.CSV);
        ImportLimits fewRows = new ImportLimits(1 << 20, 200, 1 << 20, 16, 10_000, 50);
        ImportLimits fewBytes = new ImportLimits(1000, 200, 1 << 20, 16, 10_000, 500);
        assertTrue(assertThrows(ImportException.class, () -> BarImporter.read(file, "eurusd.csv", options, fewRows))
                .getMessage()
                .contains("more than 50 rows"));
        assertTrue(assertThrows(ImportException.class, () -> BarImporter.read(file, "eurusd.csv", options, fewBytes))
                .getMessage()
                .contains("more than 1000 bytes"));
        Path packed = TestFiles.write(folder, "eurusd.csv.gz", gzip(utf8(csv(100))));
        assertTrue(
                assertThrows(ImportException.class, () -> BarImporter.read(packed, "eurusd.csv.gz", options, fewBytes))
                        .getMessage()
                        .contains("more than 1000 bytes"));
    }

    @Test
    void read_timeframeThatIsNotTheFiles_isRefused() {
        Path file = TestFiles.write(folder, "eurusd.csv", utf8(csv(100)));
        for (Timeframe wrong : new Timeframe[] {Timeframe.M1, Timeframe.H4}) {
            ImportOptions options = new ImportOptions(Vendor.CSV, null, wrong, null, null);
            ImportException e = assertThrows(ImportException.class, () -> BarImporter.read(file, options));
            assertTrue(e.getMessage().contains("not " + wrong), e.getMessage());
        }
    }

    @Test
    void parse_unknownVendor_listsTheKnown() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Vendor.parse("reuters"));
        assertEquals(
                "unknown vendor \"reuters\"; use one of lean-oanda, lean-fxcm, ejtrader, binance, dukascopy, histdata, metatrader, csv, parquet",
                e.getMessage());
    }

    @Test
    void options_badSymbolOrPoints_areRefused() {
        for (String symbol : new String[] {"", "E", "EUR;USD", "EUR\\USD", "A".repeat(25)}) {
            assertThrows(IllegalArgumentException.class, () -> new ImportOptions(Vendor.CSV, symbol, null, null, null));
        }
        for (double points : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new ImportOptions(Vendor.CSV, null, null, null, points));
        }
    }
}
