package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The part of the data that a curve is of. */
public enum CurveSegment {
    @JsonProperty("validation")
    VALIDATION,
    @JsonProperty("test")
    TEST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
