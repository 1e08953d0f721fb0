package io.regimen.activities.step;

import java.util.List;
import java.util.Locale;

/**
 * Where the bars of a dataset come from.
 *
 * @param vendor whose layout they had
 * @param source name of the file, without folders, or of the service
 * @param parents hashes of the datasets that they were made of
 */
public record Provenance(String vendor, String source, Origin origin, List<String> parents) {
    /** How a dataset came to be. */
    public enum Origin {
        IMPORT,
        APPEND,
        MERGE,
        SIMULATION;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Provenance {
        parents = List.copyOf(parents);
    }

    public static Provenance imported(String vendor, String source) {
        return new Provenance(vendor, source, Origin.IMPORT, List.of());
    }

    public static Provenance simulated() {
        return new Provenance("simulated", "simulated", Origin.SIMULATION, List.of());
    }
}
