package io.regimen.deploy.local;

import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs from the class path, once. */
final class PostgresBinaries {
    static final String VERSION = "18.6.0";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** The folder with bin, lib and share. Complete or absent: it is unpacked beside and then renamed. */
    static Path provide(Path folder, Progress progress) {
        Path target = folder.resolve(VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.equals("Linux amd64")) {
            throw CommandException.failed("The embedded PostgreSQL runs on Linux x86-64, not on " + platform
                    + ": start a PostgreSQL of your own and set REGIMEN_DB_URL, REGIMEN_DB_USER, REGIMEN_DB_PASSWORD.");
        }
        progress.step("unpacking PostgreSQL " + VERSION);
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempDirectory(folder, "unpacking");
            unpack(draft);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            removeDrafts(folder);
            return target;
        } catch (IOException e) {
            throw CommandException.failed("PostgreSQL cannot be unpacked to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path target) throws IOException {
        InputStream resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (resource == null) {
            throw new IOException(ARCHIVE + " is not on the class path");
        }
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry of the archive points outside: " + entry.getName());
                }
                write(in, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream in, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, file);
        if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** What interrupted attempts left behind. */
    private static void removeDrafts(Path folder) throws IOException {
        List<Path> leftOvers;
        try (Stream<Path> files = Files.list(folder)) {
            leftOvers = files.filter(file -> file.getFileName().toString().startsWith("unpacking"))
                    .toList();
        }
        for (Path leftOver : leftOvers) {
            deleteTree(leftOver);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
