package io.regimen.activities.market;

/** A dataset made of two, and which of them its bars are from. */
public record Merged(Dataset dataset, MergeReport report) {}
