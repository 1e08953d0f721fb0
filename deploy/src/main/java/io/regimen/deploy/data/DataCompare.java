package io.regimen.deploy.data;

import io.regimen.activities.integrity.Comparison;
import io.regimen.activities.integrity.ComparisonReport;
import io.regimen.activities.step.DatasetStore;
import io.regimen.deploy.settings.Settings;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        name = "compare",
        description =
                "Compares two datasets of one market: the offset between their clocks, and where they disagree. Their integrity"
                        + " reports then say which outliers the other confirms.",
        mixinStandardHelpOptions = true)
final class DataCompare extends TwoDatasets {
    DataCompare(Supplier<Settings> settings) {
        super(settings);
    }

    @Override
    ComparisonReport run(Side one, Side other, DatasetStore store) {
        ComparisonReport report = Comparison.of(one.bars(), other.bars());
        store.addComparison(one.bars(), other.bars(), report);
        return report;
    }
}
