package io.regimen.activities.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of bars, well made and not. */
final class TestFiles {
    static final String HEADER = "time,open,high,low,close,volume\n";
    private static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final DateTimeFormatter LEAN = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm");

    private TestFiles() {}

    /** CSV rows an hour apart, one price step up each. */
    static String rows(int n) {
        return rows(n, Long::toString);
    }

    static String rows(int n, LongFunction<String> time) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            double open = 1 + i / 100.0;
            out.append(time.apply(START + 3600L * i))
                    .append(",%s,%s,%s,%s,%d\n".formatted(open, open + 0.02, open - 0.01, open + 0.01, i));
        }
        return out.toString();
    }

    static String csv(int n) {
        return HEADER + rows(n);
    }

    static String leanRow(long second, double bidOpen, double askOpen) {
        return "%s,%s,%s,%s,%s,0,%s,%s,%s,%s,0\n"
                .formatted(
                        LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).format(LEAN),
                        bidOpen,
                        bidOpen + 0.01,
                        bidOpen - 0.01,
                        bidOpen,
                        askOpen,
                        askOpen + 0.01,
                        askOpen - 0.01,
                        askOpen);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A zip that stores its entry as it is, so that a byte of it can be flipped without breaking the packing. */
    static byte[] storedZip(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
