package io.regimen.workflows.leader;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a person does to who leads. */
public enum LeaderAction {
    /** The run leads from now on, whatever scores say, until it is released or retired. */
    @JsonProperty("promote")
    PROMOTE,
    /** The run leads no more, and does not come back by itself; the next best whose file is there takes over. */
    @JsonProperty("retire")
    RETIRE,
    /** The run that was promoted by hand leads only as long as the policy wants it. */
    @JsonProperty("release")
    RELEASE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
