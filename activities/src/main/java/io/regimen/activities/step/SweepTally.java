package io.regimen.activities.step;

import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.workflows.SweepAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a dry run would do. */
final class SweepTally {
    private static final int EXAMPLES = 5;

    private final Map<String, Entry> entries = new TreeMap<>();

    private static final class Entry {
        private final String action;
        private final String kind;
        private final String reason;
        private final List<String> examples = new ArrayList<>();
        private long files;
        private long bytes;

        Entry(String action, String kind, String reason) {
            this.action = action;
            this.kind = kind;
            this.reason = reason;
        }
    }

    void add(String action, Artifact file, String reason) {
        add(action, file.kind(), reason, file.bytes(), file.objectKey());
    }

    void add(String action, String kind, String reason, long bytes, String key) {
        Entry entry =
                entries.computeIfAbsent(action + "/" + kind + "/" + reason, same -> new Entry(action, kind, reason));
        entry.files++;
        entry.bytes += bytes;
        if (entry.examples.size() < EXAMPLES) {
            entry.examples.add(key);
        }
    }

    /** In a fixed order. */
    List<SweepAction> actions() {
        return entries.values().stream()
                .map(e -> new SweepAction(e.action, e.kind, e.reason, e.files, e.bytes, e.examples))
                .toList();
    }
}
