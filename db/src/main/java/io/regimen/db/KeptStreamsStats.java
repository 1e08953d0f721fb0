package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/**
 * Position streams that are kept.
 *
 * @param runs runs whose streams are kept
 * @param streams configurations, once per evaluation that they were stored under
 * @param distinctStreams of these, those that no other configuration of the same run and evaluation equals
 * @param logicalBytes what the streams would take at two bits a bar, each on its own
 * @param ladders stored pieces, each of which holds the streams of all thresholds of an ensemble, and is there once
 * @param references how often runs name them
 * @param bytes what they take
 */
@Introspected
public record KeptStreamsStats(
        long runs, long streams, long distinctStreams, long logicalBytes, long ladders, long references, long bytes) {}
