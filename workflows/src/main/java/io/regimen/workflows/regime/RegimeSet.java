package io.regimen.workflows.regime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.workflows.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named regimes that a market is divided into; what is stored, versioned and judged under as a whole. A bar belongs to
 * the first regime of the list whose rule holds, so that rules may overlap; where none holds, or before all rules are
 * known, it belongs to {@code otherwise}, and to no regime where that is absent.
 *
 * @param name of the set, {@code [a-z][a-z0-9_-]{0,63}}
 * @param otherwise one of the regimes, or a name of its own
 * @param minimumDwell bars that another state must persist before it is taken on, the current one included
 */
public record RegimeSet(
        String name,
        String description,
        List<Regime> regimes,
        @Nullable String otherwise,
        int minimumDwell) {
    /** Regimes of one set. */
    public static final int MAX_REGIMES = 16;

    public static final int MAX_DWELL = 1_000;
    /** The name under which bars of no regime are counted. */
    public static final String UNCLASSIFIED = "unclassified";

    private static final int MAX_TEXT = 262_144;
    private static final int MAX_DESCRIPTION = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final String NAME_HINT =
            "Use 1 to 64 lower-case letters, digits, '_' or '-', beginning with a letter";

    /** Deep enough to say where a rule goes too deep, and strict about what a person may have mistyped. */
    private static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_TEXT)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A named rule. */
    public record Regime(String name, String description, RegimeRule rule) {}

    public RegimeSet {
        regimes = List.copyOf(regimes);
    }

    /**
     * Reads a set.
     *
     * @throws RegimeException naming the first thing that is wrong
     */
    public static RegimeSet parse(String json) {
        if (json.length() > MAX_TEXT) {
            throw new RegimeException(
                    "set", json.length() + " characters", "At most " + MAX_TEXT + " are allowed; write it shorter");
        }
        try {
            return of(READER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new RegimeException(
                    "set",
                    "not JSON, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + RuleParser.shown(e.getOriginalMessage()),
                    "Correct it there; NaN and Infinity are no JSON");
        }
    }

    private static RegimeSet of(JsonNode node) {
        if (!node.isObject()) {
            throw new RegimeException("set", "not an object", "Give name, regimes, otherwise, minimum_dwell");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!Set.of("name", "description", "regimes", "otherwise", "minimum_dwell")
                    .contains(field.getKey())) {
                throw new RegimeException(
                        RuleParser.shown(field.getKey()),
                        "unknown field",
                        "Known are name, description, regimes, otherwise, minimum_dwell");
            }
        }
        JsonNode otherwise = node.get("otherwise");
        return new RegimeSet(
                name("name", node.get("name")),
                description("description", node.get("description")),
                regimes(node.get("regimes")),
                otherwise == null ? null : name("otherwise", otherwise),
                dwell(node.get("minimum_dwell")));
    }

    private static List<Regime> regimes(@Nullable JsonNode node) {
        if (node == null || !node.isArray() || node.isEmpty() || node.size() > MAX_REGIMES) {
            throw new RegimeException(
                    "regimes",
                    node == null ? "missing" : "not a list of 1 to " + MAX_REGIMES + " regimes",
                    "Give a list of objects with name and rule");
        }
        List<Regime> out = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String path = "regimes[" + i + "]";
            JsonNode regime = node.get(i);
            for (Map.Entry<String, JsonNode> field : regime.properties()) {
                if (!Set.of("name", "description", "rule").contains(field.getKey())) {
                    throw new RegimeException(
                            path + "." + RuleParser.shown(field.getKey()),
                            "unknown field",
                            "Known are name, description, rule");
                }
            }
            String name = name(path + ".name", regime.get("name"));
            if (!names.add(name)) {
                throw new RegimeException(path + ".name", "\"" + name + "\" stands twice", "Name each regime once");
            }
            out.add(new Regime(
                    name,
                    description(path + ".description", regime.get("description")),
                    RuleParser.parse(path + ".rule", regime.get("rule"))));
        }
        return out;
    }

    private static String name(String path, @Nullable JsonNode node) {
        if (node == null || !node.isTextual() || !NAME.matcher(node.textValue()).matches()) {
            throw new RegimeException(path, node == null ? "missing" : "not a name", NAME_HINT);
        }
        if (node.textValue().equals(UNCLASSIFIED)) {
            throw new RegimeException(
                    path, "\"" + UNCLASSIFIED + "\" is what bars of no regime are called", "Use another name");
        }
        return node.textValue();
    }

    private static String description(String path, @Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        if (!node.isTextual() || node.textValue().length() > MAX_DESCRIPTION) {
            throw new RegimeException(
                    path, "not a text of at most " + MAX_DESCRIPTION + " characters", "Write it shorter");
        }
        return node.textValue();
    }

    private static int dwell(@Nullable JsonNode node) {
        if (node == null) {
            return 1;
        }
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > MAX_DWELL) {
            throw new RegimeException(
                    "minimum_dwell", "not a number of bars", "Use a whole number from 1 to " + MAX_DWELL);
        }
        return node.intValue();
    }

    /** Bars of a timeframe before the first one at which all rules are known. */
    public int lookBack(int stepSeconds) {
        return regimes.stream()
                .mapToInt(regime -> regime.rule().lookBack(stepSeconds))
                .max()
                .orElse(0);
    }

    /** The set as {@link #parse} reads it, with every parameter written out. */
    public ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("name", name);
        out.put("description", description);
        ArrayNode list = out.putArray("regimes");
        for (Regime regime : regimes) {
            list.addObject()
                    .put("name", regime.name())
                    .put("description", regime.description())
                    .set("rule", regime.rule().json());
        }
        if (otherwise != null) {
            out.put("otherwise", otherwise);
        }
        out.put("minimum_dwell", minimumDwell);
        return out;
    }

    /** Text that is the same for sets that classify alike and are called alike, whatever their descriptions. */
    String meaning() {
        ObjectNode out = json();
        out.remove("description");
        out.get("regimes").forEach(regime -> ((ObjectNode) regime).remove("description"));
        return Json.canonical(out);
    }
}
