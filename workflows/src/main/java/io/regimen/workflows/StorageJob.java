package io.regimen.workflows;

import java.time.Instant;

/**
 * A sweep or check that has begun.
 *
 * @param id id in the database
 * @param startedAt of the database's clock; ages are counted back from here
 */
public record StorageJob(long id, Instant startedAt) {}
