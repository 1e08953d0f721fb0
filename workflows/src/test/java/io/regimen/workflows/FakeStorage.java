package io.regimen.workflows;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Steps of sweeps and checks that only note what they were asked. */
final class FakeStorage implements StorageActivities {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    volatile @Nullable String refusal;

    private static final SweepAction ORPHAN =
            new SweepAction("object.deleted", "object", "no row", 2, 20, List.of("models/a"));
    private static final SweepAction LOST = new SweepAction("file.given_up", "model", "never led", 1, 10, List.of());

    @Override
    public StorageJob beginSweep(SweepRequest request) {
        asked.add("begin");
        return new StorageJob(7, Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public StoreListing compare(StorageJob job, SweepRequest request) {
        asked.add("compare");
        String message = refusal;
        if (message != null) {
            throw ApplicationFailure.newFailure(message, FailureKind.BAD_INPUT.name());
        }
        return new StoreListing(12, request.dryRun() ? List.of(ORPHAN) : List.of());
    }

    @Override
    public List<SweepAction> giveUp(StorageJob job, SweepRequest request) {
        asked.add("give up");
        return request.dryRun() ? List.of(LOST) : List.of();
    }

    @Override
    public List<SweepAction> delete(StorageJob job, SweepRequest request) {
        asked.add("delete");
        if (failures.getAndDecrement() > 0) {
            throw ApplicationFailure.newFailure("the store is away", FailureKind.ERROR.name());
        }
        return List.of();
    }

    @Override
    public SweepReport finishSweep(StorageJob job, SweepRequest request, StoreListing listing) {
        asked.add("finish");
        return new SweepReport(job.id(), request.dryRun(), listing.objects(), listing.actions());
    }

    @Override
    public StorageJob beginCheck(StorageCheckRequest request) {
        asked.add("begin " + request.kindOrDefault());
        return new StorageJob(8, Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public StorageCheckReport check(StorageJob job, StorageCheckRequest request) {
        asked.add("check");
        return new StorageCheckReport(
                job.id(),
                3,
                30,
                1,
                List.of(new StorageCheckReport.Finding("models/a", "the object is gone", 4L, "config")));
    }

    @Override
    public void fail(StorageJob job, String reason) {
        asked.add("fail: " + reason);
    }
}
