package io.regimen.activities.step;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.PackedFile;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.RunRef;
import io.regimen.workflows.TrainActivities;
import io.regimen.workflows.Trained;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains one run. */
@Singleton
public final class TrainStep implements TrainActivities {
    private final Cells cells;
    private final Families families;
    private final Materials materials;
    private final ModelFiles files;
    private final RunRepository runs;
    private final ArtifactRepository artifacts;
    private final StoreSpace space;
    private final FaultPoint faults;

    TrainStep(
            Cells cells,
            Families families,
            Materials materials,
            ModelFiles files,
            RunRepository runs,
            ArtifactRepository artifacts,
            StoreSpace space,
            FaultPoint faults) {
        this.cells = cells;
        this.families = families;
        this.materials = materials;
        this.files = files;
        this.runs = runs;
        this.artifacts = artifacts;
        this.space = space;
        this.faults = faults;
    }

    @Override
    public Trained train(RunRef ref) {
        return Failures.translating(() -> trainOnce(ref));
    }

    private Trained trainOnce(RunRef ref) {
        Optional<ArtifactRepository.Artifact> trained = artifacts.present(ref.runId());
        if (trained.isPresent()) {
            // an earlier attempt had finished and only its answer was lost
            return new Trained(trained.get().sha256(), trained.get().bytes());
        }
        faults.reached(Place.BEFORE_TRAIN, ref.index());
        space.require();
        Run run = cells.beginAttempt(ref);
        files.clearUploads(ref.runId());
        Cells.Work work = cells.work(ref);
        ModelFamily plain = families.of(work.cell().modelType());
        long start = System.nanoTime();
        Heartbeat heartbeat = new Heartbeat();
        Workpiece piece =
                Workpiece.of(work.cell(), work.datasetHash(), materials, () -> heartbeat.moved("waits for features"));
        ModelFamily family = piece.prepared(plain);
        try (ForecastModel model = family.train(piece.trainingSet(work.seed()), progress(ref))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return store(ref, run, piece, PackedFile.pack(model.toBytes()), seconds);
        }
    }

    private Trained store(RunRef ref, Run run, Workpiece piece, byte[] file, double seconds) {
        String sha256 = Json.sha256Hex(file);
        String key = files.upload(run, file, sha256);
        faults.reached(Place.AFTER_UPLOAD, ref.index());
        TemporalSplit split = piece.split();
        int rows = split.trainTo() - split.trainFrom();
        boolean current = files.declarePresent(
                key,
                () -> runs.recordModel(
                                run.id(),
                                run.fence(),
                                sha256,
                                key,
                                file.length,
                                seconds,
                                piece.features().names().size(),
                                rows,
                                Json.write(metrics(piece)))
                        == 1);
        if (!current) {
            throw Failures.of(FailureKind.ERROR, "this attempt was given up: a later one has taken over");
        }
        return new Trained(sha256, file.length);
    }

    private static SortedMap<String, Object> metrics(Workpiece piece) {
        SortedMap<String, Object> out = new TreeMap<>();
        TemporalSplit split = piece.split();
        out.put("train_rows", split.trainTo() - split.trainFrom());
        out.put("validation_rows", split.validationTo() - split.validationFrom());
        out.put("test_rows", split.testTo() - split.testFrom());
        out.put("train_from", java.time.Instant.ofEpochSecond(piece.bars().time(split.trainFrom())));
        out.put("test_from", java.time.Instant.ofEpochSecond(piece.bars().time(split.testFrom())));
        out.put("heads", piece.heads().steps());
        piece.featureShift().ifPresent(shift -> out.put("feature_shift", shift));
        return out;
    }

    /** Beats with every unit of work; a beat that is answered with a cancellation stops the trainer. */
    private TrainingProgress progress(RunRef ref) {
        Heartbeat heartbeat = new Heartbeat();
        return (done, total) -> {
            faults.reached(Place.IN_TRAIN, ref.index());
            heartbeat.moved(done + "/" + total);
        };
    }
}
