package io.regimen.workflows.regime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** A rule over measures, a tree. It is data, never code: the only things it can ask for are those of the catalogue. */
public sealed interface RegimeRule {
    /** Holds where all of its parts hold. */
    record All(List<RegimeRule> parts) implements RegimeRule {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds where one of its parts holds. */
    record Some(List<RegimeRule> parts) implements RegimeRule {
        public Some {
            parts = List.copyOf(parts);
        }
    }

    /** Holds where its part is known not to hold. */
    record Not(RegimeRule part) implements RegimeRule {}

    /** A measure held against something; unknown until both are known. */
    record Condition(Measured measured, Comparison is) implements RegimeRule {}

    /** The conditions of the tree, from left to right. */
    default Stream<Condition> conditions() {
        return switch (this) {
            case All all -> all.parts().stream().flatMap(RegimeRule::conditions);
            case Some some -> some.parts().stream().flatMap(RegimeRule::conditions);
            case Not not -> not.part().conditions();
            case Condition condition -> Stream.of(condition);
        };
    }

    /** Bars of a timeframe before the first one at which all of the tree is known. */
    default int lookBack(int stepSeconds) {
        return conditions()
                .mapToInt(condition -> condition.measured().lookBack(stepSeconds)
                        + condition.is().reference().over())
                .max()
                .orElse(0);
    }

    /** The tree as {@link RegimeSet#parse} reads it, with every parameter written out. */
    default ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case All all -> parts(out.putArray("and"), all.parts());
            case Some some -> parts(out.putArray("or"), some.parts());
            case Not not -> out.set("not", not.part().json());
            case Condition condition -> condition(out, condition);
        }
        return out;
    }

    private static void parts(ArrayNode out, List<RegimeRule> parts) {
        parts.forEach(part -> out.add(part.json()));
    }

    private static void condition(ObjectNode out, Condition condition) {
        ObjectNode inner = out.putObject(condition.measured().measure().toString());
        inner.put("is", condition.is().toString());
        condition.measured().parameters().forEach(inner::put);
        if (condition.measured().lag() > 0) {
            inner.put("lag", condition.measured().lag());
        }
        if (condition.is().reference().over() > 0) {
            inner.put("over", condition.is().reference().over());
        }
    }
}
