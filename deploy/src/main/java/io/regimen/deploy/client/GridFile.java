package io.regimen.deploy.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a grid request from a file or standard input. Lines of comments are left out. */
final class GridFile {
    private static final ObjectMapper MAPPER = Json.mapper()
            .copy()
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private GridFile() {}

    /** @throws ClientException with exit code 2 if there is no JSON object in it */
    static ObjectNode read(String file, InputStream standardInput) {
        String name = file.equals("-") ? "standard input" : file;
        byte[] bytes;
        try {
            bytes = file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw ClientException.usage("Cannot read " + name + "; give the file of a grid request, or - for standard"
                    + " input. `deploy/regimen grid example` prints one");
        }
        try {
            JsonNode json = MAPPER.readTree(bytes);
            if (json instanceof ObjectNode request) {
                return request;
            }
            throw ClientException.usage(name + " does not hold a JSON object");
        } catch (JsonProcessingException e) {
            throw ClientException.usage(
                    name + " is not JSON, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }
}
