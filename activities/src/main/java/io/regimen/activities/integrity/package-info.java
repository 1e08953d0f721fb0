/**
 * What is wrong with a dataset, and where two datasets of one market disagree. Nothing here changes or drops a bar. Start at
 * {@link io.regimen.activities.integrity.Integrity} and {@link io.regimen.activities.integrity.Comparison}.
 */
@NullMarked
package io.regimen.activities.integrity;

import org.jspecify.annotations.NullMarked;
