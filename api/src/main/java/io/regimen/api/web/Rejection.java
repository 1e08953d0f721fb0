package io.regimen.api.web;

import io.micronaut.http.HttpStatus;
import io.regimen.workflows.Problem;
import java.util.List;

/** A request that is answered with an error the client can act on. Its message is shown to the client. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient List<Problem> problems;

    public Rejection(HttpStatus status, String detail, List<Problem> problems) {
        super(detail, null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** A field, query parameter or body that cannot be understood: 400. */
    public static Rejection badRequest(Problem problem) {
        return new Rejection(HttpStatus.BAD_REQUEST, problem.toString(), List.of(problem));
    }

    /** A request that is understood and cannot be carried out as it stands, for these reasons: 422. */
    public static Rejection invalid(List<Problem> problems) {
        return new Rejection(
                HttpStatus.UNPROCESSABLE_ENTITY,
                problems.size() == 1
                        ? problems.getFirst().toString()
                        : problems.size() + " things are wrong with this request; the first: " + problems.getFirst(),
                problems);
    }

    public static Rejection notFound(String detail) {
        return new Rejection(HttpStatus.NOT_FOUND, detail, List.of());
    }

    /** The state of what is named does not allow it: 409. */
    public static Rejection conflict(String detail) {
        return new Rejection(HttpStatus.CONFLICT, detail, List.of());
    }

    /** A part this server needs does not answer: 503. */
    public static Rejection unavailable(String detail) {
        return new Rejection(HttpStatus.SERVICE_UNAVAILABLE, detail, List.of());
    }

    ProblemDetail detail() {
        return ProblemDetail.of(status, String.valueOf(getMessage()), problems);
    }

    HttpStatus status() {
        return status;
    }
}
