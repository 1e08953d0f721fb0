package io.regimen.workflows;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Normal form of the lists in a request: sorted, without repeats, or the default where absent. */
final class Lists {
    private Lists() {}

    static <T extends Comparable<? super T>> List<T> sortedOr(@Nullable List<T> given, List<T> fallback) {
        if (given != null && given.stream().anyMatch(Objects::isNull)) {
            // JSON can put nulls into any list; the checks of a request report them by their place
            return given;
        }
        return (given == null ? fallback : given).stream().distinct().sorted().toList();
    }
}
