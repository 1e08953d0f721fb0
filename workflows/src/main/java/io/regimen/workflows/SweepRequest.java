package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep of the store takes for too old. A number that is absent takes its default.
 *
 * @param dryRun says what would be done and changes no file
 * @param graceSeconds an object without a row, and the upload of a run that has ended, are left alone for so long; an hour
 * @param uploadSeconds an upload that takes longer has died, whatever its run says; six hours
 * @param unusedSeconds features that nobody has read for so long go; 30 days
 */
public record SweepRequest(
        boolean dryRun,
        int graceSeconds,
        int uploadSeconds,
        int unusedSeconds,
        @Nullable String createdBy,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    /** The id of a sweep that a person starts; those of the schedule have the time appended. */
    public static final String WORKFLOW_ID = "storage-sweep";

    private static final int YEAR = 366 * 86_400;

    // Jackson hands absent numbers in as zero: each then takes its default
    public SweepRequest {
        graceSeconds = graceSeconds == 0 ? 3600 : graceSeconds;
        uploadSeconds = uploadSeconds == 0 ? 6 * 3600 : uploadSeconds;
        unusedSeconds = unusedSeconds == 0 ? 30 * 86_400 : unusedSeconds;
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public static SweepRequest defaults(String createdBy) {
        return new SweepRequest(false, 0, 0, 0, createdBy, Map.of());
    }

    public Duration grace() {
        return Duration.ofSeconds(graceSeconds);
    }

    public Duration upload() {
        return Duration.ofSeconds(uploadSeconds);
    }

    public Duration unused() {
        return Duration.ofSeconds(unusedSeconds);
    }

    /** All that is wrong, each with the field and the mend; empty if the request can be carried out. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        check("grace_seconds", graceSeconds, out);
        check("upload_seconds", uploadSeconds, out);
        check("unused_seconds", unusedSeconds, out);
        unknown.keySet()
                .forEach(field -> out.add(new Problem(
                        field,
                        "unknown field",
                        "Remove it or correct its spelling; known are dry_run, grace_seconds, upload_seconds,"
                                + " unused_seconds, created_by")));
        return List.copyOf(out);
    }

    private static void check(String field, int value, List<Problem> out) {
        if (value < 1 || value > YEAR) {
            out.add(new Problem(field, value + " is out of bounds", "Use 1 to " + YEAR));
        }
    }
}
