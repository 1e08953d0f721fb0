package io.regimen.deploy.architecture.offending.deploy;

/** Where this goes, neither the log nor a terminal without colours knows. */
final class Prints {
    private Prints() {}

    static void hello() {
        System.out.println("hello");
    }
}
