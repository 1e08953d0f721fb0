package io.regimen.activities.step;

import io.regimen.activities.artifact.CorruptObjectException;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.Vector;
import io.regimen.activities.split.TooFewBarsException;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckReport.Finding;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Whether leaders could be used tomorrow: fetches some files, reads the models and forecasts the newest bar with them. */
@Singleton
final class RestoreCheck {
    private final LeaderRepository leaders;
    private final RunRepository runs;
    private final ModelFiles files;
    private final Families families;
    private final Materials materials;

    RestoreCheck(
            LeaderRepository leaders, RunRepository runs, ModelFiles files, Families families, Materials materials) {
        this.leaders = leaders;
        this.runs = runs;
        this.files = files;
        this.families = families;
        this.materials = materials;
    }

    StorageCheckReport check(long job, int sample, long seed, Runnable beat) {
        List<Long> leading = new ArrayList<>(leaders.all().stream()
                .map(Leader::trainingRunId)
                .distinct()
                .sorted()
                .toList());
        SplittableRandom chance = new SplittableRandom(seed);
        long bytes = 0;
        List<Finding> findings = new ArrayList<>();
        int wanted = Math.min(sample, leading.size());
        for (int i = 0; i < wanted; i++) {
            beat.run();
            Run run = runs.byId(leading.remove(chance.nextInt(leading.size()))).orElseThrow();
            try {
                byte[] file = files.readStored(run.id());
                bytes += file.length;
                forecast(run, file, beat)
                        .ifPresent(what -> findings.add(
                                new Finding("model of run " + run.id(), what, run.id(), run.configHash())));
            } catch (CorruptFileException
                    | CorruptObjectException
                    | CorruptModelException
                    | MissingObjectException
                    | TooFewBarsException e) {
                findings.add(new Finding(
                        "model of run " + run.id(), String.valueOf(e.getMessage()), run.id(), run.configHash()));
            } catch (ApplicationFailure e) {
                findings.add(
                        new Finding("model of run " + run.id(), e.getOriginalMessage(), run.id(), run.configHash()));
            }
        }
        return new StorageCheckReport(job, wanted, bytes, findings.size(), findings);
    }

    /** What is wrong with a forecast of the newest bar whose features are known; empty if nothing is. */
    private Optional<String> forecast(Run run, byte[] file, Runnable beat) {
        CellConfig cell = Cells.config(runs.config(run.id()));
        ModelFamily plain = families.of(cell.modelType());
        Workpiece piece = Workpiece.of(cell, run.datasetHash(), materials, beat);
        Matrix features = piece.features().values();
        int row = features.rows() - 1;
        while (row > 0 && !features.isFinite(row)) {
            row--;
        }
        Vector out = new Vector(1);
        try (ForecastModel model = piece.prepared(plain).read(file)) {
            for (int member = 0; member < model.members(); member++) {
                for (int head = 0; head < model.heads().steps().size(); head++) {
                    model.forecast(member, head, features.copyRows(row, row + 1), out);
                    if (!Double.isFinite(out.get(0))) {
                        return Optional.of("member " + member + " forecasts " + out.get(0) + " for bar " + row);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
