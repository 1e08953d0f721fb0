package io.regimen.api.web;

import io.micronaut.http.HttpStatus;
import io.regimen.workflows.Problem;
import java.util.List;

/**
 * Body of every error (RFC 9457, {@code application/problem+json}).
 *
 * @param type always {@code about:blank}: the title says what the status says
 * @param detail what is wrong, in one sentence
 * @param problems each thing wrong with the input, where it is and how to mend it
 */
public record ProblemDetail(String type, String title, int status, String detail, List<Problem> problems) {
    static ProblemDetail of(HttpStatus status, String detail, List<Problem> problems) {
        return new ProblemDetail("about:blank", status.getReason(), status.getCode(), detail, List.copyOf(problems));
    }
}
