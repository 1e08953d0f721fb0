package io.regimen.workflows;

/** Why a cell failed. The name is the type of the Temporal application failure and decides whether a step is retried. */
public enum FailureKind {
    /** The configuration cannot be trained, whatever is tried. */
    BAD_INPUT(false),
    /** There are no bars, or too few, for the configuration. */
    MISSING_DATA(false),
    /** No worker of this system can train the family. */
    UNSUPPORTED(false),
    /** Memory did not suffice, several times. */
    OUT_OF_MEMORY(false),
    /** A stored file is not what its hash says. */
    CORRUPT_FILE(false),
    /** The store is full: the step is tried again once there is room, and its grid pauses until then. */
    NO_SPACE(false),
    /** Anything else: retried until the limit of the step. */
    ERROR(true);

    private final boolean retried;

    FailureKind(boolean retried) {
        this.retried = retried;
    }

    public boolean isRetried() {
        return retried;
    }

    public static String[] notRetried() {
        return java.util.Arrays.stream(values())
                .filter(kind -> !kind.retried)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** The kind named by a failure type, ERROR for any other. */
    public static FailureKind of(String type) {
        return java.util.Arrays.stream(values())
                .filter(kind -> kind.name().equals(type))
                .findFirst()
                .orElse(ERROR);
    }
}
