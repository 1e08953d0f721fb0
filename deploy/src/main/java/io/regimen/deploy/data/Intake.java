package io.regimen.deploy.data;

import io.regimen.activities.integrity.IntegrityReport;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMerge;
import io.regimen.activities.market.DatasetMismatchException;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.ImportReport;
import io.regimen.activities.market.ImportResult;
import io.regimen.activities.market.MergeReport;
import io.regimen.activities.market.Merged;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.Provenance;
import io.regimen.db.DatasetView;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.terminal.CommandException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes datasets of what was read: repairs small gaps, appends where asked to, stores. */
public final class Intake {
    /** A bar that is not closed yet may be there, and a clock may be wrong by a little. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Backend backend;
    private final GapRepair repair;
    private final InstantSource clock = InstantSource.system();

    public Intake(Backend backend, GapRepair repair) {
        this.backend = backend;
        this.repair = repair;
    }

    /**
     * A dataset as it was stored.
     *
     * @param bars its bars, those of an older version and those filled in included
     * @param repairedBars bars that were filled in
     * @param isNew whether it was not there before
     * @param smallGaps gaps short enough to be filled in that are left
     * @param largeGaps gaps that split the series
     * @param largest the one with most missing bars; null where there is none
     * @param report what was found in the file
     * @param merge what came from where, if it was appended to an older version
     */
    public record Stored(
            String hash,
            String symbol,
            String timeframe,
            int bars,
            int repairedBars,
            boolean quoted,
            Instant first,
            Instant last,
            boolean isNew,
            int smallGaps,
            int largeGaps,
            IntegrityReport.@Nullable Gap largest,
            ImportReport report,
            @Nullable MergeReport merge) {}

    /** What is kept of an append. */
    private record AppendReport(ImportReport imported, MergeReport merged) {}

    /** Stores bars as a dataset of their own. */
    public Stored add(ImportResult read, String vendor, String source) {
        return store(repair.apply(read.dataset()), Provenance.imported(vendor, source), read.report(), null);
    }

    /**
     * Stores bars as a new version of an older dataset, which stays as it is.
     *
     * @throws CommandException if the two cannot be one dataset
     */
    public Stored append(DatasetView older, ImportResult read, String vendor, String source) {
        try {
            Merged merged = DatasetMerge.append(new StoredDatasets(backend).bars(older), read.dataset());
            Provenance from = new Provenance(vendor, source, Provenance.Origin.APPEND, List.of(older.hash()));
            return store(repair.apply(merged.dataset()), from, read.report(), merged.report());
        } catch (DatasetMismatchException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    private Stored store(Dataset dataset, Provenance from, ImportReport report, @Nullable MergeReport merge) {
        Instant last = Instant.ofEpochSecond(dataset.time(dataset.size() - 1));
        if (last.isAfter(clock.instant().plus(AHEAD))) {
            throw CommandException.failed("The last bar of " + from.source() + " starts at " + last
                    + ", which is in the future: give the right --zone, or correct the time of that row.");
        }
        DatasetStore.Added added = backend.get(DatasetStore.class)
                .add(dataset, from, merge == null ? report : new AppendReport(report, merge));
        IntegrityReport.Gaps gaps = added.integrity().gaps();
        return new Stored(
                dataset.hash(),
                dataset.symbol(),
                dataset.timeframe().toString(),
                dataset.size(),
                dataset.repairedBars(),
                dataset.quoted(),
                added.integrity().first(),
                last,
                added.isNew(),
                gaps.small(),
                gaps.large(),
                gaps.largest().stream().findFirst().orElse(null),
                report,
                merge);
    }
}
