package io.regimen.workflows.regime;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What is done with regimes alone. It changes nothing. */
@ActivityInterface
public interface RegimeActivities {
    /**
     * Classifies the bars of a dataset and describes the outcome.
     *
     * @throws io.temporal.failure.ApplicationFailure MISSING_DATA if there is no such dataset
     */
    @ActivityMethod(name = "TestRegimes")
    RegimeReport test(RegimeTestRequest request);
}
