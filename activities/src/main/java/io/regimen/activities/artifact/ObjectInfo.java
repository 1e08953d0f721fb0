package io.regimen.activities.artifact;

import java.time.Instant;

/** What the store says about an object. */
public record ObjectInfo(String key, long bytes, Instant lastModified) {}
