/** Which rows are trained on and which are evaluated. Start at {@link io.regimen.activities.split.TemporalSplit}. */
@NullMarked
package io.regimen.activities.split;

import org.jspecify.annotations.NullMarked;
