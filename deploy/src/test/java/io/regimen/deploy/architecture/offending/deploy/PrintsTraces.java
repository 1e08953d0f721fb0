package io.regimen.deploy.architecture.offending.deploy;

/** Tells everybody and nobody. */
final class PrintsTraces {
    private PrintsTraces() {}

    static void report(IllegalStateException e) {
        e.printStackTrace();
    }
}
