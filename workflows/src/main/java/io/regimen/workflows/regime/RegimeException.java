package io.regimen.workflows.regime;

import io.regimen.workflows.Problem;

/** A definition of regimes that cannot be used: where, what is wrong, and how to mend it. */
public final class RegimeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RegimeException(String field, String message, String hint) {
        super(new Problem(field, message, hint).toString());
        this.problem = new Problem(field, message, hint);
    }

    public Problem problem() {
        return problem;
    }
}
