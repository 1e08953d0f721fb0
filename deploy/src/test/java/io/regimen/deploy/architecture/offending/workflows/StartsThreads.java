package io.regimen.deploy.architecture.offending.workflows;

/** Temporal knows nothing of this thread. */
final class StartsThreads {
    private StartsThreads() {}

    static void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}
