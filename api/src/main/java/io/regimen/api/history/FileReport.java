package io.regimen.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.db.FileCount;
import io.regimen.db.FileView;
import io.regimen.db.StorageJobView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of the store.
 *
 * @param summary in lines for a person
 * @param problems the first files that are missing or damaged
 * @param lastSweep newest that ended well, as are the two checks
 */
record FileReport(
        String summary,
        FileStats stats,
        List<FileView> problems,
        @Nullable StorageJobView lastSweep,
        @Nullable StorageJobView lastVerify,
        @Nullable StorageJobView lastRestoreCheck) {

    static FileReport of(
            FileStats stats,
            List<FileView> problems,
            @Nullable StorageJobView lastSweep,
            @Nullable StorageJobView lastVerify,
            @Nullable StorageJobView lastRestoreCheck) {
        List<String> lines = new ArrayList<>();
        lines.add("In the store: " + held(stats, "model", "model files") + ", "
                + held(stats, "features", "feature files") + ", " + held(stats, "dataset", "datasets") + ".");
        if (stats.keptShare() != null && stats.savedShare() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Of %d model files ever made %d are kept (%.1f %%); %s were saved (%.1f %% of their bytes).",
                    stats.modelsMade(),
                    stats.modelsKept(),
                    100 * stats.keptShare(),
                    size(stats.bytesSaved()),
                    100 * stats.savedShare()));
        }
        long pending = stats.counts().stream()
                .filter(count -> count.state().equals("DELETE_PENDING"))
                .mapToLong(FileCount::files)
                .sum();
        lines.add(
                pending == 0
                        ? "No file waits to be deleted."
                        : pending + " files wait to be deleted; the next sweep does it.");
        if (problems.isEmpty()) {
            lines.add("No file is known to be missing or damaged.");
        }
        problems.forEach(file -> lines.add(problem(file)));
        lines.add(last("sweep", lastSweep));
        lines.add(last("verify", lastVerify));
        lines.add(last("restore check", lastRestoreCheck));
        return new FileReport(
                String.join("\n", lines), stats, List.copyOf(problems), lastSweep, lastVerify, lastRestoreCheck);
    }

    private static String problem(FileView file) {
        if (file.trainingRunId() == null) {
            return file.state() + ": " + file.objectKey() + ", " + file.reason()
                    + ". Features are computed again when they are needed.";
        }
        List<String> leads = new ArrayList<>();
        file.leads().forEach(lead -> leads.add(lead.asText()));
        return file.state() + ": model of run " + file.trainingRunId()
                + (leads.isEmpty() ? ", which leads nowhere" : ", which leads " + String.join(", ", leads)) + ": "
                + file.reason() + ". `deploy/regimen files retrain` trains configuration " + file.configHash()
                + " again, or restore " + file.objectKey() + " from a backup.";
    }

    private static String held(FileStats stats, String kind, String name) {
        List<FileCount> present = stats.counts().stream()
                .filter(count -> count.kind().equals(kind) && count.state().equals("PRESENT"))
                .toList();
        long files = present.stream().mapToLong(FileCount::files).sum();
        long bytes = present.stream().mapToLong(FileCount::bytes).sum();
        return files + " " + name + " (" + size(bytes) + ")";
    }

    private static String last(String what, @Nullable StorageJobView job) {
        if (job == null) {
            return "Last " + what + ": never.";
        }
        JsonNode report = job.report();
        String found = report == null || !report.has("bad")
                ? ""
                : ", " + report.path("files").asLong() + " files read, "
                        + report.path("bad").asLong() + " not as they should be";
        return "Last " + what + ": " + job.startedAt() + found + ".";
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
