package io.regimen.workflows;

import io.temporal.failure.ApplicationFailure;

/** Curves that cost nothing: configuration 0 can be drawn, the model file of the others is gone. */
public final class FakeCurves implements CurveActivities {
    @Override
    public boolean describe(CurveRequest request) {
        if (request.configIndex() != 0) {
            throw ApplicationFailure.newFailure("its model file was deleted", FailureKind.BAD_INPUT.name());
        }
        return true;
    }
}
