package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A check of what is in the store.
 *
 * @param kind verify hashes every file; restore_check takes some leaders' files and forecasts with them;
 *     retrain makes model files anew that are missing or damaged
 * @param sample leaders that restore_check takes at most; absent: 5
 * @param seed which ones
 */
public record StorageCheckRequest(
        @Nullable StorageCheckKind kind,
        int sample,
        long seed,
        @Nullable String createdBy,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    public static final int MAX_SAMPLE = 1000;

    public StorageCheckRequest {
        sample = sample == 0 ? 5 : sample;
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public StorageCheckKind kindOrDefault() {
        return kind == null ? StorageCheckKind.VERIFY : kind;
    }

    /** All that is wrong, each with the field and the mend; empty if the request can be carried out. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        if (kind == null) {
            out.add(new Problem("kind", "missing", "Use verify, restore_check or retrain"));
        }
        if (sample < 1 || sample > MAX_SAMPLE) {
            out.add(new Problem("sample", sample + " is out of bounds", "Use 1 to " + MAX_SAMPLE));
        }
        unknown.keySet()
                .forEach(field -> out.add(new Problem(
                        field,
                        "unknown field",
                        "Remove it or correct its spelling; known are kind, sample, seed, created_by")));
        return List.copyOf(out);
    }
}
