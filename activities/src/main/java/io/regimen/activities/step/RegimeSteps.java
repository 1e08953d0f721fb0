package io.regimen.activities.step;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.regime.RegimeTester;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.regime.RegimeActivities;
import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.regimen.workflows.regime.RegimeVersion;
import jakarta.inject.Singleton;

/** What is done with regimes alone. */
@Singleton
public final class RegimeSteps implements RegimeActivities {
    private final DatasetStore datasets;

    RegimeSteps(DatasetStore datasets) {
        this.datasets = datasets;
    }

    @Override
    public RegimeReport test(RegimeTestRequest request) {
        RegimeVersion regimes;
        try {
            regimes = request.regimes();
        } catch (RegimeException e) {
            throw Failures.of(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()));
        }
        Dataset dataset = datasets.read(request.datasetHash());
        return RegimeTester.test(
                dataset.bars(), regimes, dataset.hash(), CellConfig.market(dataset.symbol(), dataset.timeframe()));
    }
}
