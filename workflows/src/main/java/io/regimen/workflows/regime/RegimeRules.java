package io.regimen.workflows.regime;

import java.util.List;

/** A rule for each regime of a set, in their order: a bar belongs to the first one whose rule holds. */
public record RegimeRules(List<RegimeRule> rules) implements Detection {
    public RegimeRules {
        rules = List.copyOf(rules);
    }

    /** Bars of a timeframe before the first one at which all rules are known. */
    @Override
    public int lookBack(int stepSeconds) {
        return rules.stream().mapToInt(rule -> rule.lookBack(stepSeconds)).max().orElse(0);
    }
}
