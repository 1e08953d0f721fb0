package io.regimen.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/**
 * Turns whatever the server could not serve into a {@link ProblemDetail}. Messages of exceptions other than
 * {@link Rejection} are not shown: they name classes.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorAnswers implements ErrorResponseProcessor<ProblemDetail> {
    @Override
    public MutableHttpResponse<ProblemDetail> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        ProblemDetail detail = context.getRootCause()
                .map(cause -> describe(cause, response.status()))
                .orElseGet(() -> ofStatus(context, response.status()));
        return response.status(detail.status()).body(detail).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    private static ProblemDetail describe(Throwable thrown, HttpStatus status) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection rejection) {
                return rejection.detail();
            }
            if (cause instanceof JsonProcessingException json) {
                return JsonProblems.of(json).detail();
            }
            if (cause instanceof SQLException sql && isUnreachable(sql)) {
                return Rejection.unavailable("The database does not answer; try again in a moment")
                        .detail();
            }
        }
        return switch (thrown) {
            case ConversionErrorException conversion ->
                Params.unreadable(conversion).detail();
            case UnsatisfiedBodyRouteException body ->
                ProblemDetail.of(HttpStatus.BAD_REQUEST, "The request needs a JSON body", List.of());
            default -> ProblemDetail.of(status, sentence(status), List.of());
        };
    }

    private static boolean isUnreachable(SQLException sql) {
        String state = sql.getSQLState();
        // class 08: connection exceptions; 57P: shutdown, crash or start of the server
        return sql instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }

    private static ProblemDetail ofStatus(ErrorContext context, HttpStatus status) {
        return ProblemDetail.of(
                status,
                status == HttpStatus.NOT_FOUND
                        ? "Nothing is at " + context.getRequest().getPath() + "; GET /api/openapi.yml lists what is"
                        : sentence(status),
                List.of());
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Nothing is here; GET /api/openapi.yml lists what is";
            case METHOD_NOT_ALLOWED -> "This path does not answer to this method";
            case NOT_ACCEPTABLE -> "Answers are application/json";
            case UNSUPPORTED_MEDIA_TYPE -> "Send Content-Type: application/json";
            case REQUEST_ENTITY_TOO_LARGE -> "The body is too large";
            case INTERNAL_SERVER_ERROR -> "Something failed here; the log of the server says what";
            default -> status.getReason();
        };
    }
}
