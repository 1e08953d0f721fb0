package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.FileBatches.Cutoffs;
import io.regimen.db.StorageJobRepository;
import io.regimen.db.StorageJobView;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.Problem;
import io.regimen.workflows.StorageActivities;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckRequest;
import io.regimen.workflows.StorageJob;
import io.regimen.workflows.StoreListing;
import io.regimen.workflows.SweepAction;
import io.regimen.workflows.SweepReport;
import io.regimen.workflows.SweepRequest;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Steps of sweeps and checks of the store. */
@Singleton
public final class StorageSteps implements StorageActivities {
    private static final int BATCH = 500;

    private final StorageJobRepository jobs;
    private final FileBatches files;
    private final StoreComparison comparison;
    private final FileDeletion deletion;
    private final FileVerification verification;
    private final RestoreCheck restoring;
    private final Retraining retraining;
    private final TransactionOperations<Connection> transactions;
    private final FaultPoint faults;

    StorageSteps(
            StorageJobRepository jobs,
            FileBatches files,
            StoreComparison comparison,
            FileDeletion deletion,
            FileVerification verification,
            RestoreCheck restoring,
            Retraining retraining,
            TransactionOperations<Connection> transactions,
            FaultPoint faults) {
        this.jobs = jobs;
        this.files = files;
        this.comparison = comparison;
        this.deletion = deletion;
        this.verification = verification;
        this.restoring = restoring;
        this.retraining = retraining;
        this.transactions = transactions;
        this.faults = faults;
    }

    @Override
    public StorageJob beginSweep(SweepRequest request) {
        return begin("sweep", request.problems(), request, request.createdBy());
    }

    @Override
    public StorageJob beginCheck(StorageCheckRequest request) {
        return begin(request.kindOrDefault().toString(), request.problems(), request, request.createdBy());
    }

    private StorageJob begin(String kind, List<Problem> problems, Object request, @Nullable String createdBy) {
        if (!problems.isEmpty()) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        String workflow = Cells.owner();
        @Nullable String execution = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        if (execution == null) {
            throw new IllegalStateException("runs only inside a workflow");
        }
        jobs.closeTerminated(workflow, execution);
        jobs.begin(execution, workflow, kind, Json.write(request), createdBy == null ? "temporal" : createdBy);
        StorageJobView job = jobs.byExecution(execution).orElseThrow();
        return new StorageJob(job.id(), job.startedAt());
    }

    @Override
    public StoreListing compare(StorageJob job, SweepRequest request) {
        Heartbeat heartbeat = new Heartbeat();
        Instant before = job.startedAt().minus(request.grace());
        return comparison.compare(
                job.startedAt(), before, request.dryRun(), by(job), () -> heartbeat.moved("compares"));
    }

    @Override
    public List<SweepAction> giveUp(StorageJob job, SweepRequest request) {
        Heartbeat heartbeat = new Heartbeat();
        FileDeletion.Passes passes = new FileDeletion.Passes(faults);
        Cutoffs cutoffs = new Cutoffs(
                job.startedAt().minus(request.grace()),
                job.startedAt().minus(request.upload()),
                job.startedAt().minus(request.unused()));
        SweepTally tally = new SweepTally();
        FilePages.each(
                BATCH, after -> transactions.executeRead(status -> files.doomed(cutoffs, after, BATCH)), page -> {
                    List<Long> ids = page.stream().map(Artifact::id).toList();
                    page.forEach(file -> tally.add("file.given_up", file, reason(file)));
                    if (!request.dryRun() && !ids.isEmpty()) {
                        transactions.executeWrite(status -> files.giveUp(ids, cutoffs, by(job)));
                        passes.reached(Place.AFTER_GIVE_UP);
                    }
                    heartbeat.moved("gives up, at file " + (ids.isEmpty() ? "the end" : ids.getLast()));
                });
        return request.dryRun() ? tally.actions() : List.of();
    }

    @Override
    public List<SweepAction> delete(StorageJob job, SweepRequest request) {
        Heartbeat heartbeat = new Heartbeat();
        if (!request.dryRun()) {
            deletion.deleteAll(by(job), () -> heartbeat.moved("deletes"));
            return List.of();
        }
        SweepTally tally = new SweepTally();
        FilePages.each(
                BATCH,
                after -> transactions.executeRead(status -> files.inState(List.of("DELETE_PENDING"), after, BATCH)),
                page -> {
                    page.forEach(file -> tally.add("file.deleted", file, reason(file)));
                    heartbeat.moved("counts, at file "
                            + (page.isEmpty() ? "the end" : page.getLast().id()));
                });
        return tally.actions();
    }

    @Override
    public SweepReport finishSweep(StorageJob job, SweepRequest request, StoreListing listing) {
        List<SweepAction> actions = request.dryRun()
                ? listing.actions()
                : jobs.actions(Long.toString(job.id())).stream()
                        .map(a -> new SweepAction(a.action(), a.kind(), a.reason(), a.files(), a.bytes(), List.of()))
                        .toList();
        SweepReport report = new SweepReport(job.id(), request.dryRun(), listing.objects(), actions);
        jobs.end(job.id(), "completed", Json.write(report), null);
        return report;
    }

    @Override
    public StorageCheckReport check(StorageJob job, StorageCheckRequest request) {
        Heartbeat heartbeat = new Heartbeat();
        Runnable beat = () -> heartbeat.moved(request.kindOrDefault().toString());
        StorageCheckReport report = switch (request.kindOrDefault()) {
            case VERIFY -> verification.verify(job.id(), by(job), beat);
            case RESTORE_CHECK -> restoring.check(job.id(), request.sample(), request.seed(), beat);
            case RETRAIN -> retraining.retrain(job.id(), by(job), beat);
        };
        jobs.end(job.id(), "completed", Json.write(report), null);
        return report;
    }

    @Override
    public void fail(StorageJob job, String reason) {
        jobs.end(job.id(), "failed", null, reason);
    }

    /** Files that an earlier version gave up have none. */
    private static String reason(Artifact file) {
        return file.reason() == null ? "not noted" : file.reason();
    }

    private static By by(StorageJob job) {
        return new By(Cells.owner(), job.id());
    }
}
