package io.regimen.workflows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects entries of one block that share what they are asked for by, their source and what they are made of. */
final class Entries {
    private final String block;
    private final List<CatalogueEntry> all = new ArrayList<>();
    private String requestedAs = "";
    private String source = "";
    private List<String> needs = List.of();

    Entries(String block) {
        this.block = block;
    }

    /** What the entries added next share. */
    Entries of(String requested, String author, String... columns) {
        requestedAs = requested;
        source = author;
        needs = Arrays.asList(columns);
        return this;
    }

    /** @param parameters as in {@code "bars 14, signal 9"} */
    Entries add(String name, int lookBack, String unit, String parameters, String meaning) {
        all.add(new CatalogueEntry(
                name, requestedAs, block, meaning, parse(parameters), lookBack, unit, source, needs));
        return this;
    }

    List<CatalogueEntry> list() {
        return List.copyOf(all);
    }

    private static SortedMap<String, Integer> parse(String parameters) {
        SortedMap<String, Integer> out = new TreeMap<>();
        for (String part : parameters.isEmpty() ? new String[0] : parameters.split(", ")) {
            int space = part.indexOf(' ');
            out.put(part.substring(0, space), Integer.valueOf(part.substring(space + 1)));
        }
        return out;
    }
}
