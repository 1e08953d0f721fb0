package io.regimen.workflows;

import io.regimen.workflows.regime.RegimeActivities;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;

/** Trials of regimes that look at no bar: one dataset is known. */
final class FakeRegimeTests implements RegimeActivities {
    static final String KNOWN = "d".repeat(64);

    @Override
    public RegimeReport test(RegimeTestRequest request) {
        if (!request.datasetHash().equals(KNOWN)) {
            throw ApplicationFailure.newFailure("there is no such dataset", FailureKind.MISSING_DATA.name());
        }
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
