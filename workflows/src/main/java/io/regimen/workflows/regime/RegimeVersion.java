package io.regimen.workflows.regime;

import io.regimen.workflows.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A regime set under its version: what runs are judged under. It never changes; a changed set is another version. */
public record RegimeVersion(RegimeSet set, int version) {
    /**
     * The hash of the four defaults in the form in which they were first stored, before rules were trees. Stored
     * evaluations carry it, and the rules classify as they did.
     */
    private static final String DEFAULT_HASH = "570fc6fda3e440c2885c1ca7e9fd6e96628a471b3b054ffae8a27ec81e51d758";

    private static final Pattern REFERENCE = Pattern.compile("([a-z][a-z0-9_-]{0,63})(?:@([1-9][0-9]{0,5}))?");

    /** A set by name, as requests name it: {@code intraday} (its newest version) or {@code intraday@2}. */
    public record Reference(String name, @Nullable Integer version) {
        /** The four defaults. */
        public static final String DEFAULT = BuiltInRegimes.DEFAULT + "@1";

        /** Whether a text has the form of a reference. */
        public static boolean isReference(String text) {
            return REFERENCE.matcher(text).matches();
        }

        /**
         * Reads a reference.
         *
         * @throws RegimeException if it is none
         */
        public static Reference parse(String text) {
            Matcher matcher = REFERENCE.matcher(text);
            if (!matcher.matches()) {
                throw new RegimeException(
                        "regimes",
                        "\"" + RuleParser.shown(text) + "\" names no regime set",
                        "Use a name, or name@version");
            }
            return new Reference(matcher.group(1), matcher.group(2) == null ? null : Integer.valueOf(matcher.group(2)));
        }

        @Override
        public String toString() {
            return version == null ? name : name + "@" + version;
        }
    }

    /** The version as a reference that means nothing else, ever. */
    public Reference reference() {
        return new Reference(set.name(), version);
    }

    /** SHA-256 of what decides how bars are classified and what the regimes are called. */
    public String hash() {
        return isDefault()
                ? DEFAULT_HASH
                : Json.sha256(new TreeMap<>(Map.of("set", set.meaning(), "version", version)));
    }

    /** Whether these are the four default regimes in their first version. */
    public boolean isDefault() {
        return reference().toString().equals(Reference.DEFAULT);
    }

    /**
     * The name under which a regime's results and leaders stand: those of different sets or versions never compete. The
     * four defaults keep their plain names.
     */
    public String qualified(String regime) {
        return isDefault() ? regime : reference() + "/" + regime;
    }

    /** The qualified names in the order of the regimes, then those of {@code otherwise} or of unclassified bars. */
    public List<String> names() {
        List<String> own = set.regimes().stream().map(RegimeSet.Regime::name).toList();
        String rest = Objects.requireNonNullElse(set.otherwise(), RegimeSet.UNCLASSIFIED);
        return Stream.concat(own.stream(), own.contains(rest) ? Stream.empty() : Stream.of(rest))
                .map(this::qualified)
                .toList();
    }

    /** Whether a qualified name means bars of no regime: nothing can lead there. */
    public static boolean isUnclassified(String qualified) {
        return qualified.endsWith("/" + RegimeSet.UNCLASSIFIED);
    }
}
