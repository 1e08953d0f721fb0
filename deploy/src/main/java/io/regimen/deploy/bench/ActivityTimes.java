package io.regimen.deploy.bench;

import com.uber.m3.tally.Buckets;
import com.uber.m3.tally.Capabilities;
import com.uber.m3.tally.CapableOf;
import com.uber.m3.tally.StatsReporter;
import com.uber.m3.util.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects the execution times that Temporal's SDK measures for each activity type. */
final class ActivityTimes implements StatsReporter {
    private static final String EXECUTION = "temporal_activity_execution_latency";

    private final Map<String, Queue<Long>> nanos = new ConcurrentHashMap<>();

    /** Milliseconds since the last {@link #clear}, over all executions of a type. */
    double millis(String activityType) {
        return all(activityType).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The same of each execution. */
    List<Double> all(String activityType) {
        return nanos.getOrDefault(activityType, new ConcurrentLinkedQueue<>()).stream()
                .map(time -> time / 1e6)
                .toList();
    }

    void clear() {
        nanos.clear();
    }

    @Override
    public void reportTimer(String name, Map<String, String> tags, Duration interval) {
        if (name.equals(EXECUTION)) {
            nanos.computeIfAbsent(tags.getOrDefault("activity_type", ""), type -> new ConcurrentLinkedQueue<>())
                    .add(interval.getNanos());
        }
    }

    @Override
    public void reportCounter(String name, Map<String, String> tags, long value) {}

    @Override
    public void reportGauge(String name, Map<String, String> tags, double value) {}

    @Override
    @SuppressWarnings({"rawtypes", "deprecation"}) // the interface asks for it
    public void reportHistogramValueSamples(
            String name, Map<String, String> tags, Buckets buckets, double lower, double upper, long samples) {}

    @Override
    @SuppressWarnings({"rawtypes", "deprecation"}) // the interface asks for it
    public void reportHistogramDurationSamples(
            String name, Map<String, String> tags, Buckets buckets, Duration lower, Duration upper, long samples) {}

    @Override
    public Capabilities capabilities() {
        return CapableOf.REPORTING_TAGGING;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
