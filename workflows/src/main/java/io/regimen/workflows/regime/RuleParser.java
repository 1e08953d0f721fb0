package io.regimen.workflows.regime;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.regime.RegimeRule.All;
import io.regimen.workflows.regime.RegimeRule.Condition;
import io.regimen.workflows.regime.RegimeRule.Not;
import io.regimen.workflows.regime.RegimeRule.Some;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one rule. A node is an object; all of its fields must hold: {@code and} and {@code or} with a list of nodes,
 * {@code not} with a node, any other is a measure with its condition, either as text or as an object with the text in
 * {@code is}, the measure's parameters, {@code lag} and {@code over}. At most {@link #MAX_DEPTH} deep and
 * {@link #MAX_NODES} conditions and connectives in all.
 */
final class RuleParser {
    static final int MAX_DEPTH = 8;
    static final int MAX_NODES = 64;
    static final int MAX_OVER = 10_000;

    private static final int DEFAULT_OVER = 500;
    private static final int MAX_CONDITION = 64;
    private static final Pattern CONDITION =
            Pattern.compile("\\s*(>=|<=|>|<)\\s*([+-]?[0-9]{1,15}(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?)\\s*"
                    + "((?:st|nd|rd|th)?\\s+percentile|x\\s+average)?\\s*");
    private static final String CONDITION_HINT =
            "Write a sign and a number, as \"> 0.7\", \">= 75th percentile\" or \"< 2x average\"";

    private int nodes;

    /**
     * The rule that a node says.
     *
     * @param path where it stands, for messages
     * @throws RegimeException naming the first node that is wrong
     */
    static RegimeRule parse(String path, @Nullable JsonNode node) {
        return new RuleParser().node(path, node, 1);
    }

    private RegimeRule node(String path, @Nullable JsonNode node, int depth) {
        if (node == null || !node.isObject()) {
            throw new RegimeException(
                    path,
                    node == null ? "missing" : "is " + kind(node) + ", not a rule",
                    "A rule is an object such as {\"trend_z\": \">= 1\"}, or and, or, not with rules in them");
        }
        if (depth > MAX_DEPTH) {
            throw new RegimeException(path, "nested more than " + MAX_DEPTH + " deep", "Write the rule flatter");
        }
        if (node.isEmpty()) {
            throw new RegimeException(
                    path, "empty: it would say nothing", "Name a measure and a condition, or remove it");
        }
        List<RegimeRule> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            parts.add(part(path + "." + shown(field.getKey()), field.getKey(), field.getValue(), depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private RegimeRule part(String path, String name, JsonNode value, int depth) {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new RegimeException(
                    path,
                    "the rule has more than " + MAX_NODES + " nodes; this is the first too many",
                    "Write a shorter one");
        }
        return switch (name) {
            case "and" -> new All(list(path, value, depth));
            case "or" -> new Some(list(path, value, depth));
            case "not" -> new Not(node(path, value, depth + 1));
            default -> condition(path, name, value);
        };
    }

    private List<RegimeRule> list(String path, JsonNode value, int depth) {
        if (!value.isArray() || value.isEmpty()) {
            throw new RegimeException(
                    path,
                    value.isArray() ? "an empty list" : "is " + kind(value) + ", not a list",
                    "Give a list of rules");
        }
        List<RegimeRule> out = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            out.add(node(path + "[" + i + "]", value.get(i), depth + 1));
        }
        return out;
    }

    private static Condition condition(String path, String name, JsonNode value) {
        RegimeMeasure measure = measure(path, name, "Use and, or, not or one of: ");
        if (value.isTextual()) {
            return new Condition(Measured.of(measure), comparison(path, value, DEFAULT_OVER));
        }
        if (!value.isObject()) {
            throw new RegimeException(path, "is " + kind(value) + ", not a condition", CONDITION_HINT);
        }
        SortedMap<String, Integer> parameters = new TreeMap<>();
        int lag = 0;
        int over = DEFAULT_OVER;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String at = path + "." + shown(field.getKey());
            switch (field.getKey()) {
                case "is" -> {}
                case "lag" -> lag = lag(at, field.getValue());
                case "over" -> over = whole(at, field.getValue(), 2, MAX_OVER);
                default ->
                    parameters.put(
                            field.getKey(), parameter(at, measure, field.getKey(), field.getValue(), "is, lag, over"));
            }
        }
        Comparison is = comparison(path + ".is", value.get("is"), over);
        if (value.has("over") && is.reference().over() == 0) {
            throw new RegimeException(
                    path + ".over", "a fixed number has no past that it is held against", "Remove it");
        }
        return new Condition(new Measured(measure, parameters, lag), is);
    }

    /** The measure of a name, for features. */
    static RegimeMeasure measure(String path, String name) {
        return measure(path, name, "Use one of: ");
    }

    private static RegimeMeasure measure(String path, String name, String hint) {
        return RegimeMeasure.named(name)
                .orElseThrow(() -> new RegimeException(
                        path,
                        "there is no measure of this name",
                        hint + RegimeMeasure.names() + ". All of them look back: no rule can ask what comes later"));
    }

    /** @param others what may stand beside the measure's parameters, for messages */
    static int parameter(String path, RegimeMeasure measure, String name, JsonNode value, String others) {
        RegimeMeasure.Parameter parameter = measure.parameter(name)
                .orElseThrow(() -> new RegimeException(
                        path,
                        measure + " has no such parameter",
                        "Use " + others
                                + measure.parameters().stream()
                                        .map(known -> ", " + known.name())
                                        .reduce("", String::concat)));
        return whole(path, value, parameter.min(), parameter.max());
    }

    static int lag(String path, JsonNode value) {
        if (value.isNumber() && value.doubleValue() < 0) {
            throw new RegimeException(
                    path, "a negative lag asks for bars that are not there yet", "Use 0 or more bars back");
        }
        return whole(path, value, 0, Measured.MAX_LAG);
    }

    static int whole(String path, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw new RegimeException(
                    path,
                    value.isNumber() ? "out of bounds or not whole" : "is " + kind(value) + ", not a number",
                    "Use a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }

    private static Comparison comparison(String path, @Nullable JsonNode value, int over) {
        if (value == null || !value.isTextual()) {
            throw new RegimeException(
                    path, value == null ? "missing" : "is " + kind(value) + ", not a condition", CONDITION_HINT);
        }
        String text = value.textValue();
        Matcher matcher = CONDITION.matcher(text);
        if (text.length() > MAX_CONDITION || !matcher.matches()) {
            throw new RegimeException(path, "\"" + shown(text) + "\" is not a condition", CONDITION_HINT);
        }
        double number = Double.parseDouble(matcher.group(2));
        return new Comparison(sign(matcher.group(1)), reference(path, number, matcher.group(3), over));
    }

    private static Comparison.Reference reference(String path, double number, @Nullable String kind, int over) {
        if (kind == null) {
            return new Comparison.Level(number);
        }
        if (kind.endsWith("percentile")) {
            if (number < 0 || number > 100) {
                throw new RegimeException(path, "a percentile of " + number, "Use 0 to 100");
            }
            return new Comparison.Percentile(number, over);
        }
        if (!(number > 0)) {
            throw new RegimeException(path, "a multiple of " + number, "Use a factor above 0");
        }
        return new Comparison.Average(number, over);
    }

    private static Comparison.Sign sign(String text) {
        for (Comparison.Sign sign : Comparison.Sign.values()) {
            if (sign.toString().equals(text)) {
                return sign;
            }
        }
        throw new IllegalArgumentException(text);
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "text";
            case MISSING -> "missing";
        };
    }

    /** What came from outside, short enough for a message. */
    static String shown(String text) {
        String clean = text.codePoints()
                .limit(40)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() < text.length() ? clean + "..." : clean;
    }
}
