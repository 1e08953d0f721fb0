package io.regimen.api.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.regimen.workflows.Json;
import io.regimen.workflows.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says where a JSON body is wrong and what was expected there, without naming a class. */
final class JsonProblems {
    private JsonProblems() {}

    static Rejection of(JsonProcessingException e) {
        return Rejection.badRequest(problem(e));
    }

    private static Problem problem(JsonProcessingException e) {
        return switch (e) {
            case InvalidNullException n -> new Problem(path(n), "is null", "Remove it or give a value");
            case ValueInstantiationException v ->
                new Problem(path(v), reason(v), "Correct the value" + place(v.getLocation()));
            case MismatchedInputException m ->
                new Problem(
                        path(m), "is not " + expected(m.getTargetType()), "Correct the value" + place(m.getLocation()));
            case JsonMappingException m ->
                new Problem(path(m), "cannot be read", "Correct it" + place(m.getLocation()));
            default ->
                new Problem("body", "is not JSON: " + e.getOriginalMessage(), "Correct it" + place(e.getLocation()));
        };
    }

    /** The sentence of our own parsers, which name the values allowed. */
    private static String reason(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null
                ? own.getMessage()
                : "has a value that is not allowed";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "what is expected here";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number in range";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", names(type));
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "what is expected here";
    }

    /** The names of an enum's constants as JSON has them. */
    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.mapper().valueToTree(constant).asText())
                .toList();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
