/** Who leads a regime: the choice of a configuration per regime. Start at {@link io.regimen.activities.selection.Selection}. */
@NullMarked
package io.regimen.activities.selection;

import org.jspecify.annotations.NullMarked;
