package io.regimen.activities.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much may be stored. They are looked at before something is made that will be stored, so what is under way at that
 * moment may go beyond them.
 *
 * @param quota bytes that all files together may take; null without a limit
 * @param dropFeatures whether features that nobody has read for an hour go when the store is full: they can be computed
 *     again
 * @param keepFree bytes that must stay free in each watched folder's file system
 * @param watched folders of servers on this machine
 */
public record StoreLimits(@Nullable Long quota, boolean dropFeatures, long keepFree, List<Path> watched) {
    /** No limits. */
    public static final StoreLimits NONE = new StoreLimits(null, false, 0, List.of());

    private static final double MEGABYTE = 1e6;

    public StoreLimits {
        watched = List.copyOf(watched);
    }

    /**
     * What is full and how to mend it; empty if there is room.
     *
     * @param used bytes that all files take together
     */
    public Optional<String> exceeded(long used) {
        if (quota != null && used >= quota) {
            return Optional.of(String.format(
                    "the files in the store take %.1f MB of the %.1f MB that REGIMEN_STORE_QUOTA allows:"
                            + " raise it, or let files go (deploy/regimen files stats says what there is)",
                    used / MEGABYTE, quota / MEGABYTE));
        }
        for (Path folder : watched) {
            long free = free(folder);
            if (free < keepFree) {
                return Optional.of(String.format(
                        "the file system of %s has %.1f MB left, and REGIMEN_KEEP_FREE asks for %.1f MB:"
                                + " free some space there",
                        folder, free / MEGABYTE, keepFree / MEGABYTE));
            }
        }
        return Optional.empty();
    }

    /** A folder that its server has not made yet is on the file system of the nearest one above. */
    private static long free(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
