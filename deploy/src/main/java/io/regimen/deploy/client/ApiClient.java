package io.regimen.deploy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the API. An error of the API becomes the one sentence its problem detail holds. */
final class ApiClient {
    private final ApiAddress address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ApiClient(ApiAddress address) {
        this.address = address;
    }

    /** @param body as the API sent it */
    record Answer(String body, JsonNode json) {}

    /**
     * Reads.
     *
     * @param query parameters; their order is kept
     * @throws ClientException with the exit code that fits, if the API answers with an error
     * @throws NotRunningException if nothing answers
     */
    Answer get(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                request(path + (parameters.isEmpty() ? "" : "?" + parameters)).GET());
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    /** A text as one step of a path. */
    static String step(String text) {
        return encoded(text).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        URI root = address.uri();
        return HttpRequest.newBuilder(URI.create(root.toString().replaceAll("/+$", "") + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotRunningException(address.uri());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClientException.failed("Interrupted");
        }
        JsonNode json = read(response);
        if (response.statusCode() >= 300) {
            throw error(response.statusCode(), json);
        }
        return new Answer(response.body(), json);
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw ClientException.failed("What answers at " + address.uri() + " is not the API of Regimen");
        }
    }

    /** The problem's sentence, and under it each thing wrong with the request where there are several. */
    private static ClientException error(int status, JsonNode problem) {
        StringBuilder text = new StringBuilder(problem.path("detail").asText("The API answered " + status));
        if (problem.path("problems").size() > 1) {
            problem.path("problems")
                    .forEach(each ->
                            text.append(System.lineSeparator()).append("  ").append(sentence(each)));
        }
        return status == 400 || status == 422
                ? ClientException.usage(text.toString())
                : ClientException.failed(text.toString());
    }

    /** A problem of a request in one sentence. */
    static String sentence(JsonNode problem) {
        return problem.path("field").asText() + ": " + problem.path("message").asText() + ". "
                + problem.path("hint").asText() + ".";
    }
}
