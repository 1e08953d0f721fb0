package io.regimen.api.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Answers a {@link Rejection} with its own status. */
@Singleton
final class RejectionHandler implements ExceptionHandler<Rejection, HttpResponse<?>> {
    private final ErrorResponseProcessor<?> answers;

    RejectionHandler(ErrorResponseProcessor<?> answers) {
        this.answers = answers;
    }

    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, Rejection rejection) {
        return answers.processResponse(
                ErrorContext.builder(request).cause(rejection).build(), HttpResponse.status(rejection.status()));
    }
}
