package io.regimen.workflows;

import java.util.List;

/**
 * What a sweep did, or in a dry run would do, to files of one kind for one reason.
 *
 * @param action as in the audit: file.given_up, file.deleted, file.missing, file.present, object.deleted
 * @param kind model, features, or object for an object without a row
 * @param reason why
 * @param examples keys of a few of them, in a dry run only: the audit has them all otherwise
 */
public record SweepAction(String action, String kind, String reason, long files, long bytes, List<String> examples) {
    public SweepAction {
        examples = examples == null ? List.of() : List.copyOf(examples);
    }
}
