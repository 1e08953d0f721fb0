/**
 * Tables, rows and queries. The schema is in {@code db/migration}; each repository holds the SQL of one concern. Start at
 * the migration.
 */
@NullMarked
package io.regimen.db;

import org.jspecify.annotations.NullMarked;
