package io.regimen.db;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query with optional filters. Values are always bound, never written into the text: the texts handed in are
 * constants of this package.
 */
final class Select {
    private final String columns;
    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Select(String columns, String from) {
        this.columns = columns;
        this.from = from;
    }

    /** Adds a condition with one question mark, unless the value is absent. */
    Select where(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
        return this;
    }

    /** One page of rows in the given order, with the count of all. */
    <T> Page<T> page(JdbcOperations jdbc, Class<T> row, String order, Paging paging) {
        long total = jdbc.prepareStatement("select count(*) from " + from + filter(), statement -> {
            bind(statement);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
        String text = "select " + columns + " from " + from + filter() + " order by " + order + " limit ? offset ?";
        List<T> items = jdbc.prepareStatement(text, statement -> {
            int at = bind(statement);
            statement.setInt(at, paging.limit());
            statement.setLong(at + 1, paging.offset());
            try (var rows = statement.executeQuery();
                    var stream = jdbc.entityStream(rows, row)) {
                return stream.toList();
            }
        });
        return new Page<>(items, total, paging.limit(), paging.offset());
    }

    private String filter() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private int bind(PreparedStatement statement) throws SQLException {
        int at = 1;
        for (Object value : values) {
            statement.setObject(at++, value);
        }
        return at;
    }

    /** Text for LIKE that matches values beginning with a prefix, taken literally. */
    static @Nullable String prefix(@Nullable String text) {
        return text == null ? null : escaped(text) + "%";
    }

    /** Text for LIKE that matches values holding a part, taken literally. */
    static @Nullable String holding(@Nullable String text) {
        return text == null ? null : "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
