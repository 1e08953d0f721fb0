package io.regimen.workflows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the store found.
 *
 * @param files files that were read
 * @param bytes and their size
 * @param bad files that are not as they should be
 * @param findings the first of these, at most {@link #MAX_FINDINGS}
 */
public record StorageCheckReport(long jobId, long files, long bytes, long bad, List<Finding> findings) {
    public static final int MAX_FINDINGS = 100;

    public StorageCheckReport {
        findings = List.copyOf(findings);
    }

    /**
     * A file that is not as it should be.
     *
     * @param what what is wrong with it
     * @param trainingRunId the run whose model it is
     * @param configHash with which that run can be trained again
     */
    public record Finding(
            String key,
            String what,
            @Nullable Long trainingRunId,
            @Nullable String configHash) {}
}
