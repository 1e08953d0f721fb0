package io.regimen.activities.market;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the columns that a {@link ColumnMapping} declares in the first lines of a file. */
final class MappedColumns {
    private final String file;
    private final List<String> head;
    private final ColumnMapping mapping;

    MappedColumns(String file, List<String> head, ColumnMapping mapping) {
        this.file = file;
        this.head = head;
        this.mapping = mapping;
    }

    /** @throws ImportException if a column is not there */
    CsvHeader find() {
        int first = IntStream.range(0, head.size())
                .filter(i -> !head.get(i).isBlank())
                .findFirst()
                .orElseThrow();
        boolean named = mapping.columns().values().stream().anyMatch(c -> c.name() != null);
        if (!named) {
            char separator = separator(head.get(first));
            int line = mapping.hasHeader() ? first + 1 : 0;
            return columns(line, separator, CsvHeader.split(head.get(first), separator));
        }
        int best = first;
        char bestSeparator = separator(head.get(first));
        long most = -1;
        for (int i = 0; i < Math.min(CsvHeader.LINES, head.size()); i++) {
            for (char separator : separators()) {
                List<String> names = CsvHeader.split(head.get(i), separator);
                long found = mapping.columns().values().stream()
                        .filter(c -> c.name() != null && count(names, c.name()) > 0)
                        .count();
                if (found > most) {
                    most = found;
                    best = i;
                    bestSeparator = separator;
                }
            }
        }
        return columns(best + 1, bestSeparator, CsvHeader.split(head.get(best), bestSeparator));
    }

    private CsvHeader columns(int line, char separator, List<String> fields) {
        List<Integer> prices = new ArrayList<>();
        for (String role : mapping.priceRoles()) {
            prices.add(at(role, line, fields));
        }
        return new CsvHeader(
                line,
                separator,
                fields.size(),
                at("time", line, fields),
                at("clock", line, fields),
                List.copyOf(prices),
                at("volume", line, fields),
                at("quote_volume", line, fields),
                at("trades", line, fields),
                -1);
    }

    /** Place of a role's column; -1 where it is not declared. */
    private int at(String role, int line, List<String> fields) {
        ColumnMapping.Column column = mapping.columns().get(role);
        if (column == null) {
            return -1;
        }
        String name = column.name();
        String where = file + ", line " + Math.max(1, line);
        if (name == null) {
            if (column.index() >= fields.size()) {
                throw new ImportException(where + ": " + column + " is declared for " + role + ", but there are "
                        + fields.size() + " columns (0 to " + (fields.size() - 1)
                        + "); mend the columns or the separator declared");
            }
            return column.index();
        }
        long found = count(fields, name);
        if (found != 1) {
            throw new ImportException(where + " names " + (found == 0 ? "no " : found + " times ") + column
                    + " (declared for " + role + ") but " + Fault.show(String.join(",", fields))
                    + "; mend the columns declared, or give the place from 0");
        }
        return IntStream.range(0, fields.size())
                .filter(i -> same(fields.get(i), name))
                .findFirst()
                .orElseThrow();
    }

    private static long count(List<String> fields, String name) {
        return fields.stream().filter(f -> same(f, name)).count();
    }

    private static boolean same(String field, String name) {
        return field.replace("\uFEFF", "").strip().equalsIgnoreCase(name.strip());
    }

    private char[] separators() {
        Character given = mapping.separator();
        return given == null ? CsvHeader.SEPARATORS.clone() : new char[] {given};
    }

    /** The given separator, else the one that parts a line into most fields. */
    private char separator(String line) {
        char best = ',';
        int most = 0;
        for (char separator : separators()) {
            int fields = CsvHeader.split(line, separator).size();
            if (fields > most) {
                most = fields;
                best = separator;
            }
        }
        return best;
    }
}
