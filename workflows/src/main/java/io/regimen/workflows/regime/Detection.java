package io.regimen.workflows.regime;

/** What says which regime of a set a bar belongs to. */
public sealed interface Detection permits RegimeRules, RegimeDetector {
    /** Bars of a timeframe before the first one that a regime can be said of. */
    int lookBack(int stepSeconds);
}
