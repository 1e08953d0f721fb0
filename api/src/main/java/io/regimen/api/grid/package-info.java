/**
 * Routes that check, start, read and control grids, and rejudgements. Start at {@link io.regimen.api.grid.GridController}; everything said
 * to Temporal is in {@link io.regimen.api.grid.GridWorkflows}.
 */
@NullMarked
package io.regimen.api.grid;

import org.jspecify.annotations.NullMarked;
