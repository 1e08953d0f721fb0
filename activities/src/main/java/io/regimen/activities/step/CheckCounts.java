package io.regimen.activities.step;

import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckReport.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a check of the store has read so far, and the first of what it found wrong. */
final class CheckCounts {
    private long files;
    private long bytes;
    private long bad;
    private final List<Finding> findings = new ArrayList<>();

    void read(long size) {
        files++;
        bytes += size;
    }

    void bad(Finding finding) {
        bad++;
        if (findings.size() < StorageCheckReport.MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    StorageCheckReport report(long job) {
        return new StorageCheckReport(job, files, bytes, bad, findings);
    }
}
