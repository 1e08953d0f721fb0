package io.regimen.deploy.architecture.offending.activities.label;

import io.temporal.activity.Activity;

/** A label that beats. */
final class KnowsFrameworks {
    private KnowsFrameworks() {}

    static void beat() {
        Activity.getExecutionContext().heartbeat(null);
    }
}
