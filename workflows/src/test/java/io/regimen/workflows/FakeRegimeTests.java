package io.regimen.workflows;

import io.regimen.workflows.regime.RegimeActivities;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;

/** Trials of regimes that look at no bar: one dataset is known. */
final class FakeRegimeTests implements RegimeActivities {
    static final String KNOWN = "d".repeat(64);

    @Override
    public RegimeReport test(RegimeTestRequest request) {
        if (!request.datasetHash().equals(KNOWN)) {
            throw ApplicationFailure.newFailure("there is no such dataset", FailureKind.MISSING_DATA.name());
        }
        return Json.mapper()
                .convertValue(
                        Map.of("regimes", request.regimes().reference().toString(), "dataset", request.datasetHash()),
                        RegimeReport.class);
    }
}
