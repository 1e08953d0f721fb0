package io.regimen.activities.step;

import io.regimen.activities.model.ModelFamily;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.ModelType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The model families that this worker can train and read. */
final class Families {
    private final Map<ModelType, ModelFamily> byType = new EnumMap<>(ModelType.class);

    Families(List<ModelFamily> families) {
        families.forEach(family -> byType.put(family.type(), family));
    }

    ModelFamily of(ModelType type) {
        ModelFamily family = byType.get(type);
        if (family == null) {
            throw Failures.of(
                    FailureKind.UNSUPPORTED,
                    "this worker cannot train " + type + ", only " + byType.keySet() + "; send the cell to the queue "
                            + type.trainQueue());
        }
        return family;
    }
}
