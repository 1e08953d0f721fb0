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
 * Named regimes that a market is divided into; what is stored, versioned and judged under as a whole. By rules, a bar belongs
 * to the first regime of the list whose rule holds, so that rules may overlap; where none holds, or before all rules are
 * known, it belongs to {@code otherwise}, and to no regime where that is absent. By a detector, it belongs to the regime that
 * stands for its state, and before the first fit to none.
 *
 * @param name of the set, {@code [a-z][a-z0-9_-]{0,63}}
 * @param detection rules for the regimes, in their order, or a detector
 * @param otherwise one of the regimes, or a name of its own
 * @param minimumDwell bars that another state must persist before it is taken on, the current one included
 */
public record RegimeSet(
        String name,
        String description,
        List<Regime> regimes,
        Detection detection,
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

    private static final String FIELDS = "name, description, regimes, detector, otherwise, minimum_dwell";
    private static final String RULE_FIELDS = "name, description, rule";
    private static final String STATE_FIELDS = "name, description";

    /** What a state of a market is called. */
    public record Regime(String name, String description) {}

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
            throw new RegimeException("set", "not an object", "Give " + FIELDS);
        }
        known("", node, FIELDS);
        String name = name("name", node.get("name"));
        String description = description("description", node.get("description"));
        JsonNode detector = node.get("detector");
        JsonNode list = node.get("regimes");
        List<Regime> regimes = regimes(list, detector == null ? RULE_FIELDS : STATE_FIELDS);
        JsonNode otherwise = node.get("otherwise");
        if (detector != null && otherwise != null) {
            throw new RegimeException(
                    "otherwise", "a detector leaves out only the bars before its first fit", "Remove it");
        }
        return new RegimeSet(
                name,
                description,
                regimes,
                detector == null ? rules(list) : DetectorParser.parse(detector, regimes.size()),
                otherwise == null ? null : name("otherwise", otherwise),
                dwell(node.get("minimum_dwell")));
    }

    private static List<Regime> regimes(@Nullable JsonNode node, String fields) {
        if (node == null || !node.isArray() || node.isEmpty() || node.size() > MAX_REGIMES) {
            throw new RegimeException(
                    "regimes",
                    node == null ? "missing" : "not a list of 1 to " + MAX_REGIMES + " regimes",
                    "Give a list of objects with name and rule, or with name where there is a detector");
        }
        List<Regime> out = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String path = "regimes[" + i + "]";
            JsonNode regime = node.get(i);
            known(path + ".", regime, fields);
            String name = name(path + ".name", regime.get("name"));
            if (!names.add(name)) {
                throw new RegimeException(path + ".name", "\"" + name + "\" stands twice", "Name each regime once");
            }
            out.add(new Regime(name, description(path + ".description", regime.get("description"))));
        }
        return out;
    }

    private static RegimeRules rules(JsonNode regimes) {
        List<RegimeRule> out = new ArrayList<>();
        for (int i = 0; i < regimes.size(); i++) {
            out.add(RuleParser.parse("regimes[" + i + "].rule", regimes.get(i).get("rule")));
        }
        return new RegimeRules(out);
    }

    /** @param fields the names that an object may have, with commas between */
    private static void known(String path, JsonNode node, String fields) {
        List<String> names = List.of(fields.split(", ", -1));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!names.contains(field.getKey())) {
                throw new RegimeException(
                        path + RuleParser.shown(field.getKey()), "unknown field", "Known are " + fields);
            }
        }
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

    /** Bars of a timeframe before the first one that a regime can be said of. */
    public int lookBack(int stepSeconds) {
        return detection.lookBack(stepSeconds);
    }

    /** The set as {@link #parse} reads it, with every parameter written out. */
    public ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("name", name);
        out.put("description", description);
        ArrayNode list = out.putArray("regimes");
        for (Regime regime : regimes) {
            list.addObject().put("name", regime.name()).put("description", regime.description());
        }
        switch (detection) {
            case RegimeRules rules -> {
                for (int i = 0; i < regimes.size(); i++) {
                    ((ObjectNode) list.get(i)).set("rule", rules.rules().get(i).json());
                }
            }
            case RegimeDetector detector -> out.set("detector", detector.json());
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
