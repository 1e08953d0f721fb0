package io.regimen.api.web;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.regimen.db.Paging;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Problem;
import io.regimen.workflows.Timeframe;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks of query parameters that several routes take. */
public final class Params {
    private Params() {}

    /**
     * Page asked for, the first of the usual size where nothing is.
     *
     * @throws Rejection naming the parameter that is out of bounds
     */
    public static Paging paging(@Nullable Integer limit, @Nullable Long offset) {
        if (limit != null && (limit < 1 || limit > Paging.MAX_LIMIT)) {
            throw Rejection.badRequest(
                    new Problem("limit", limit + " is out of bounds", "Use 1 to " + Paging.MAX_LIMIT));
        }
        if (offset != null && offset < 0) {
            throw Rejection.badRequest(new Problem("offset", offset + " is out of bounds", "Use 0 or more"));
        }
        return new Paging(
                limit == null ? Paging.FIRST.limit() : limit, offset == null ? Paging.FIRST.offset() : offset);
    }

    /** Text of a timeframe in its normal form. */
    public static @Nullable String timeframe(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Timeframe.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(new Problem(parameter, String.valueOf(e.getMessage()), "Correct the value"));
        }
    }

    /** Exactly true or false: the server itself would take any other text for false. */
    public static @Nullable Boolean flag(String parameter, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Rejection.badRequest(
                    new Problem(parameter, "\"" + text + "\" is not allowed here", "Use true or false"));
        }
        return text == null ? null : Boolean.valueOf(text);
    }

    /** EUR/USD, eurusd and EURUSD are the same. */
    public static @Nullable String symbol(@Nullable String text) {
        return text == null ? null : GridPlanner.symbol(text);
    }

    /** A choice as it is written in JSON and in the database. */
    public static @Nullable String text(@Nullable Enum<?> choice) {
        return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
    }

    static Rejection unreadable(ConversionErrorException e) {
        Class<?> type = e.getArgument().getType();
        String value = e.getConversionError()
                .getOriginalValue()
                .map(v -> "\"" + v + "\"")
                .orElse("the value");
        String hint = type.isEnum()
                ? "Use one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> text((Enum<?>) constant))
                                .collect(Collectors.joining(", "))
                : "Use a whole number";
        return Rejection.badRequest(new Problem(Gate.queryName(e.getArgument()), value + " is not allowed here", hint));
    }
}
