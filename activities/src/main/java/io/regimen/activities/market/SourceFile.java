package io.regimen.activities.market;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The text in a file that is plain, gzip or a zip with one data entry; told apart by content, not by name. Nothing is
 * unpacked to disk.
 *
 * @param entry name of the text: the zip's entry, else the file's
 */
record SourceFile(String entry, InputStream bytes, Closeable owner) implements Closeable {
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    static SourceFile open(Path file, String name, ImportLimits limits) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ImportException(name + " is not there or not a file; check the path");
        }
        long packed = Files.size(file);
        if (packed > limits.bytes()) {
            throw new ImportException(
                    name + " has more than " + limits.bytes() + " bytes; split it into shorter periods");
        }
        if (packed == 0) {
            throw new ImportException(name + " is empty; download or export it again");
        }
        byte[] magic = new byte[4];
        try (InputStream head = Files.newInputStream(file)) {
            head.readNBytes(magic, 0, magic.length);
        }
        if (magic[0] == 'P' && magic[1] == 'K') {
            return zip(file, name, limits);
        }
        if (Arrays.equals(magic, PARQUET)) {
            throw new ImportException(name + " is a Parquet file; choose the vendor parquet");
        }
        InputStream raw = Files.newInputStream(file);
        try {
            boolean gzip = (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
            if (!gzip && name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
                throw new ImportException(name + " is named .gz but is not gzip; download it again or rename it");
            }
            InputStream text = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
            return new SourceFile(name, unpacked(new BoundedStream(text, name, packed, limits), name), raw);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static SourceFile zip(Path file, String name, ImportLimits limits) throws IOException {
        ZipDirectory.check(file, name);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new ImportException(
                    name + " is a damaged or unfinished zip (" + e.getMessage() + "); download it again", e);
        }
        try {
            if (zip.size() > limits.entries()) {
                throw new ImportException(name + " has " + zip.size() + " entries, more than " + limits.entries()
                        + "; give a zip with exactly one data file");
            }
            List<? extends ZipEntry> data =
                    zip.stream().filter(SourceFile::isData).toList();
            if (data.size() != 1) {
                throw new ImportException(
                        name + " has " + data.size() + " data files; give a zip with exactly one data file");
            }
            ZipEntry entry = data.getFirst();
            if (entry.getName().matches(".*(\\.\\.|\\\\|:).*|/.*")) {
                throw new ImportException(name + " has an entry with the unsafe name " + Fault.show(entry.getName())
                        + "; make the zip again with a plain file name");
            }
            InputStream text = new VerifiedEntry(zip.getInputStream(entry), entry);
            // the entry's own word on its size, but not more than the file has
            long packed = Math.clamp(entry.getCompressedSize(), 1, Math.max(1, Files.size(file)));
            return new SourceFile(entry.getName(), unpacked(new BoundedStream(text, name, packed, limits), name), zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The bytes, unless they are packed once more. */
    private static InputStream unpacked(InputStream text, String name) throws IOException {
        InputStream buffered = new BufferedInputStream(text, 1 << 16);
        buffered.mark(4);
        byte[] first = buffered.readNBytes(4);
        buffered.reset();
        boolean zip = first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] == 3 && first[3] == 4;
        boolean gzip = first.length == 4 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        if (zip || gzip || Arrays.equals(first, PARQUET)) {
            throw new ImportException(name + " holds " + (zip || gzip ? "another archive" : "a Parquet file")
                    + " inside an archive; unpack it once and give what is inside");
        }
        return buffered;
    }

    private static boolean isData(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        // folders and what macOS and Windows leave in an archive
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !last.equals(".DS_Store");
    }

    @Override
    public void close() throws IOException {
        try (owner) {
            bytes.close();
        }
    }
}
