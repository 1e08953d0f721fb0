package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How features are brought to one scale; whatever is fitted for it sees training rows only. */
public enum FeatureScaling {
    /** Less the mean, by the standard deviation. */
    @JsonProperty("standard")
    STANDARD,
    /** Less the median, by the interquartile range. */
    @JsonProperty("robust")
    ROBUST,
    /** Rank among the training rows, made normal: the quantile of the standard normal distribution at that rank. */
    @JsonProperty("rank")
    RANK
}
