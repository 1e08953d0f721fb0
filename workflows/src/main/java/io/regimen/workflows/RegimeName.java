package io.regimen.workflows;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How requests name a regime set: {@code name} or {@code name@version}. */
final class RegimeName {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}(?:@[1-9][0-9]{0,5})?");

    private RegimeName() {}

    /** What is wrong with the name of a set; nothing is if there is none. */
    static List<Problem> problems(@Nullable String regimes) {
        return regimes == null || NAME.matcher(regimes).matches()
                ? List.of()
                : List.of(new Problem(
                        "regimes",
                        "does not name a regime set",
                        "Use a name, or name@version; `deploy/regimen regimes` lists them"));
    }
}
