package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.PackedFile;
import io.regimen.activities.split.TooFewBarsException;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckReport.Finding;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes model files that are missing or damaged anew: training is deterministic, so that a run's configuration, bars and
 * seed give the very bytes that were lost. Bytes with another hash are not stored, for the run was not judged on them.
 */
@Singleton
final class Retraining {
    private static final int PAGE = 100;

    private final FileBatches files;
    private final RunRepository runs;
    private final Families families;
    private final Materials materials;
    private final ObjectStore store;
    private final TransactionOperations<Connection> transactions;

    Retraining(
            FileBatches files,
            RunRepository runs,
            Families families,
            Materials materials,
            ObjectStore store,
            TransactionOperations<Connection> transactions) {
        this.files = files;
        this.runs = runs;
        this.families = families;
        this.materials = materials;
        this.store = store;
        this.transactions = transactions;
    }

    /** Findings are the files that could not be made again. */
    StorageCheckReport retrain(long job, By by, Runnable beat) {
        CheckCounts counts = new CheckCounts();
        FilePages.each(
                PAGE,
                after -> transactions.executeRead(status -> files.inState(List.of("MISSING", "DAMAGED"), after, PAGE)),
                page -> page.stream()
                        .filter(file -> file.kind().equals("model"))
                        .forEach(file -> retrain(file, counts, by, beat)));
        return counts.report(job);
    }

    private void retrain(Artifact file, CheckCounts counts, By by, Runnable beat) {
        counts.read(file.bytes());
        Run run = runs.byId(Objects.requireNonNull(file.trainingRunId())).orElseThrow();
        String wrong = restore(file, run, by, beat);
        if (!wrong.isEmpty()) {
            counts.bad(new Finding(file.objectKey(), wrong, run.id(), run.configHash()));
        }
    }

    /** What went wrong, empty if nothing did. */
    private String restore(Artifact file, Run run, By by, Runnable beat) {
        byte[] bytes;
        try {
            bytes = train(run, beat);
        } catch (TooFewBarsException e) {
            return String.valueOf(e.getMessage());
        } catch (ApplicationFailure e) {
            return e.getOriginalMessage();
        }
        // files of an earlier version were stored as they are
        Optional<byte[]> stored = Stream.of(PackedFile.pack(bytes), bytes)
                .filter(candidate -> Json.sha256Hex(candidate).equals(file.sha256()))
                .findFirst();
        if (stored.isEmpty()) {
            return "training it again gives another file: its family, or the features, are of another version now";
        }
        store.put(file.objectKey(), stored.get());
        transactions.executeWrite(status -> files.found(file.id(), "PRESENT", null, by));
        return "";
    }

    private byte[] train(Run run, Runnable beat) {
        CellConfig cell = Cells.config(runs.config(run.id()));
        Workpiece piece = Workpiece.of(cell, run.datasetHash(), materials, beat);
        try (ForecastModel model = piece.prepared(families.of(cell.modelType()))
                .train(piece.trainingSet(run.seed()), (done, total) -> beat.run())) {
            return model.toBytes();
        }
    }
}
