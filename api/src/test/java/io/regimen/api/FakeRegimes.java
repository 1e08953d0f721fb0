package io.regimen.api;

import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.regimen.workflows.regime.RegimeTestWorkflow;
import java.time.Instant;
import java.util.List;

/** A trial of regimes that looks at no bar: it says what it was asked about. */
public final class FakeRegimes implements RegimeTestWorkflow {
    @Override
    public RegimeReport run(RegimeTestRequest request) {
        return new RegimeReport(
                request.regimes().reference().toString(),
                request.datasetHash(),
                "EURUSD/1h",
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new RegimeReport.Changes(List.of(), List.of()),
                0,
                List.of());
    }
}
