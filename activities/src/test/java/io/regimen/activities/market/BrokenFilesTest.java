package io.regimen.activities.market;

import static io.regimen.activities.market.TestFiles.gzip;
import static io.regimen.activities.market.TestFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of broken files of every vendor: each is refused with one sentence, and leaves nothing. What a refusal may take is
 * measured as all that its thread allocates on the heap, which bounds what it holds at any time; memory outside the heap, which
 * Parquet files take, is bounded by the database's own limit.
 */
class BrokenFilesTest {
    private static final long SEED = 20_240_101;
    private static final long MEGABYTE = 1 << 20;

    private static final List<BrokenFiles.Case> FILES = BrokenFiles.all(SEED);

    @TempDir
    private Path folder;

    static List<BrokenFiles.Case> files() {
        return FILES;
    }

    @Test
    void files_areManyAndOfEveryVendor() {
        List<BrokenFiles.Case> files = files();
        Map<Vendor, Long> counts =
                files.stream().collect(Collectors.groupingBy(BrokenFiles.Case::vendor, Collectors.counting()));
        assertTrue(files.size() >= 200, files.size() + " files");
        for (Vendor vendor : Vendor.values()) {
            assertTrue(counts.getOrDefault(vendor, 0L) >= 15, vendor + ": " + counts.get(vendor));
        }
    }

    /** What is broken below is whole before: nothing is refused for another reason than the one meant. */
    @ParameterizedTest
    @EnumSource(names = "PARQUET", mode = EnumSource.Mode.EXCLUDE)
    void read_theSameFilesUnbroken_areTaken(Vendor vendor) {
        for (String name : List.of("EURUSD.csv", "EURUSD.csv.gz")) {
            byte[] text = utf8(BrokenFiles.text(vendor));
            Path file = TestFiles.write(folder, name, name.endsWith("gz") ? gzip(text) : text);
            ImportReport report =
                    BarImporter.read(file, ImportOptions.of(vendor)).report();
            assertEquals(300, report.used());
            assertEquals(Map.of(), report.bad());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void read_brokenFile_isRefusedWithOneSentence(BrokenFiles.Case broken) throws IOException {
        Path file = TestFiles.write(folder, broken.name(), broken.bytes());
        long before = allocated();
        ImportException e =
                assertThrows(ImportException.class, () -> BarImporter.read(file, ImportOptions.of(broken.vendor())));
        long taken = allocated() - before;
        String message = e.getMessage();
        assertTrue(message.contains(broken.name()), "does not say where: " + message);
        assertTrue(message.contains(";") || message.contains("("), "says no mend: " + message);
        assertFalse(message.contains("\n") || message.contains(folder.toString()), message);
        assertTrue(message.length() < 420, message);
        assertTrue(taken < 32 * MEGABYTE, "took " + taken / MEGABYTE + " megabytes");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "nothing is left behind");
        }
    }

    /** A billion rows in 20 megabytes: read as far as the limit of rows, then refused. */
    @Test
    void read_billionRows_stopsAtTheLimitOfRows() throws IOException {
        Path bomb = bomb(1_000);
        assertTrue(Files.size(bomb) < 64 * MEGABYTE, "the bomb is small");
        ImportLimits limits = new ImportLimits(2L << 30, Long.MAX_VALUE, 1 << 20, 16, 10_000, 100_000);
        long before = allocated();
        ImportException e = assertThrows(
                ImportException.class,
                () -> BarImporter.read(bomb, "EURUSD.csv.gz", ImportOptions.of(Vendor.CSV), limits));
        assertTrue(e.getMessage().contains("more than 100000 rows"), e.getMessage());
        assertTrue(allocated() - before < 256 * MEGABYTE, "took " + (allocated() - before) / MEGABYTE);
    }

    /** With the limits that hold for users: a file that unpacks to a thousand times its size is stopped before its rows are. */
    @Test
    void read_bombUnderTheUsualLimits_stopsAtTheRatio() throws IOException {
        Path bomb = bomb(3);
        ImportException e =
                assertThrows(ImportException.class, () -> BarImporter.read(bomb, ImportOptions.of(Vendor.CSV)));
        assertTrue(e.getMessage().contains("more than 200 times its size"), e.getMessage());
    }

    /** A gzip of so many million rows, written as one member after another. */
    private Path bomb(int millions) throws IOException {
        byte[] head = gzip(utf8(TestFiles.HEADER));
        byte[] million = gzip(utf8("1704067200,1,1,1,1,1\n".repeat(1_000_000)));
        Path file = folder.resolve("EURUSD.csv.gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            for (int i = 0; i < millions; i++) {
                out.write(million);
            }
        }
        return file;
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
