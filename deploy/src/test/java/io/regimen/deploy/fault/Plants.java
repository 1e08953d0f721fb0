package io.regimen.deploy.fault;

import io.regimen.deploy.local.AppProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The plant that all fault tests of a run share, and the results of an undisturbed run on it. */
final class Plants implements AutoCloseable {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Plants.class);

    private final Path home;
    private final Plant plant;
    private @Nullable List<String> undisturbed;

    private Plants() {
        try {
            home = Files.createTempDirectory("regimen-plant-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plant = new Plant(home);
    }

    /** Closed by JUnit after the last test. */
    static Plants of(ExtensionContext context) {
        return context.getRoot().getStore(SPACE).getOrComputeIfAbsent(Plants.class, key -> new Plants(), Plants.class);
    }

    Plant plant() {
        return plant;
    }

    /** Results of the grid when nothing goes wrong. */
    List<String> undisturbed() {
        List<String> known = undisturbed;
        if (known == null) {
            plant.reset();
            AppProcess worker = plant.worker("worker-cpu", "");
            plant.startGrid(Plant.request());
            plant.awaitEnd();
            known = plant.verifiedResults();
            worker.stop();
            undisturbed = known;
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        plant.close();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
