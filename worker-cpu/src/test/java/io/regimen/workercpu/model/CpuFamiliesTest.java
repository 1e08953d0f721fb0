package io.regimen.workercpu.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.TaskQueues;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuFamiliesTest {
    @Test
    void all_oneFamilyPerTypeOfTheCpuQueue() {
        Set<ModelType> offered = EnumSet.noneOf(ModelType.class);
        CpuFamilies.all().forEach(family -> offered.add(family.type()));
        Set<ModelType> asked = EnumSet.noneOf(ModelType.class);
        Arrays.stream(ModelType.values())
                .filter(type -> type.trainQueue().equals(TaskQueues.CPU))
                .forEach(asked::add);
        assertEquals(asked, offered);
        assertEquals(offered.size(), CpuFamilies.all().size());
    }

    /** What every family owes: the same bytes from the same input, and a file that only it can read, whole only. */
    @Test
    void all_trainWriteAndReadTheSame() {
        for (ModelFamily family : CpuFamilies.all()) {
            byte[] bytes;
            try (ForecastModel model = family.train(Samples.of(family.type(), 400, 6, 3, 1), (done, total) -> {});
                    ForecastModel again = family.train(Samples.of(family.type(), 400, 6, 3, 1), (done, total) -> {})) {
                bytes = model.toBytes();
                assertArrayEquals(bytes, again.toBytes());
            }
            family.read(bytes).close();
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 500) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThrows(CorruptModelException.class, () -> family.read(cut));
            }
            for (ModelFamily other : CpuFamilies.all()) {
                if (other.type() != family.type()) {
                    assertThrows(CorruptModelException.class, () -> other.read(bytes));
                }
            }
        }
    }
}
