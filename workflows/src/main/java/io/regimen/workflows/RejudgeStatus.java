package io.regimen.workflows;

import java.util.Locale;

/** State of a run in a rejudgement. All but the first two are final. */
public enum RejudgeStatus {
    PENDING,
    RUNNING,
    JUDGED,
    /** It had been judged under the same terms before. */
    ALREADY_JUDGED,
    /** There is nothing to judge: no model file, and no position streams that would do. */
    REFUSED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this != PENDING && this != RUNNING;
    }

    /** As stored in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RejudgeStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
