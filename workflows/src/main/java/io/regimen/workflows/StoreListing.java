package io.regimen.workflows;

import java.util.List;

/**
 * What comparing the store with the tables found.
 *
 * @param objects objects of models and features in the store
 * @param actions what was found, in a dry run only
 */
public record StoreListing(long objects, List<SweepAction> actions) {
    public StoreListing {
        actions = List.copyOf(actions);
    }
}
