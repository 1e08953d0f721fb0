package io.regimen.workercpu.model;

import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.MomentumFamily;
import io.regimen.activities.model.ZeroFamily;
import java.util.List;

/** The families of this worker. */
public final class CpuFamilies {
    private CpuFamilies() {}

    /** One adapter of each; they hold no state and may be shared between threads. */
    public static List<ModelFamily> all() {
        return List.of(new RidgeFamily(), new XgboostFamily(), new ZeroFamily(), new MomentumFamily());
    }
}
