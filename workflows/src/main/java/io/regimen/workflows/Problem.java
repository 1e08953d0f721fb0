package io.regimen.workflows;

/**
 * One thing wrong with an input.
 *
 * @param field where: the field's path, such as {@code horizons[2]}
 * @param message what is wrong
 * @param hint how to mend it
 */
public record Problem(String field, String message, String hint) {
    @Override
    public String toString() {
        return field + ": " + message + ". " + hint + ".";
    }
}
