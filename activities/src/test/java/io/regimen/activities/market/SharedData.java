package io.regimen.activities.market;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Real market data beside the checkout; a test that needs it is skipped where it is absent. */
public final class SharedData {
    private SharedData() {}

    public static Path file(String name) {
        Path file = Path.of(System.getProperty("regimen.shared", "../../shared"), "data", name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }

    public static ImportResult read(String name, Vendor vendor) {
        return BarImporter.read(file(name), ImportOptions.of(vendor));
    }

    /** Hours missing between bars, closed markets included; 0 where none is missing. */
    public static DoubleStream gapHours(Dataset dataset) {
        return IntStream.range(1, dataset.size())
                .mapToDouble(i -> (dataset.time(i)
                                - dataset.time(i - 1)
                                - dataset.timeframe().seconds())
                        / 3600.0);
    }
}
