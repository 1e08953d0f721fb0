package io.regimen.deploy.verify;

import io.regimen.deploy.role.Sql;
import java.util.List;

/**
 * One promise that is not kept.
 *
 * @param invariant I1 to I7
 * @param what the violation in one sentence, with the row or object that shows it
 */
public record Finding(String invariant, String what) {
    /** One finding per row of a query whose first column says what is wrong. */
    static List<Finding> each(Sql sql, String invariant, String query) {
        return sql.rows(query, row -> new Finding(invariant, row.getString(1)));
    }
}
