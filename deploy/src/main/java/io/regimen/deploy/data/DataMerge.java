package io.regimen.deploy.data;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMerge;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.MergeReport;
import io.regimen.activities.market.Merged;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.Provenance;
import io.regimen.db.DatasetView;
import io.regimen.deploy.settings.Settings;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "merge",
        description =
                "Makes a new dataset of two of the same market; both stay. Where both have a bar, the first's is taken.",
        mixinStandardHelpOptions = true)
final class DataMerge extends TwoDatasets {
    @Option(names = "--append", description = "take only bars of the second that come after the end of the first")
    private boolean append;

    DataMerge(Supplier<Settings> settings) {
        super(settings);
    }

    @Override
    MergeReport run(Side one, Side other, DatasetStore store) {
        Merged merged =
                append ? DatasetMerge.append(one.bars(), other.bars()) : DatasetMerge.merge(one.bars(), other.bars());
        Dataset dataset = GapRepair.HOLD.apply(merged.dataset());
        boolean isNew = store.add(dataset, from(one.row(), other.row()), merged.report())
                .isNew();
        terminal().say((isNew ? "new dataset " : "this dataset exists: ") + dataset.hash());
        return merged.report();
    }

    private Provenance from(DatasetView one, DatasetView other) {
        return new Provenance(
                one.vendor().equals(other.vendor()) ? one.vendor() : one.vendor() + "+" + other.vendor(),
                one.sourceName() + " + " + other.sourceName(),
                append ? Provenance.Origin.APPEND : Provenance.Origin.MERGE,
                List.of(one.hash(), other.hash()));
    }
}
