/** Bars, importers of vendor files, immutable datasets, and the simulated market. Start at {@link io.regimen.activities.market.Bars}. */
@NullMarked
package io.regimen.activities.market;

import org.jspecify.annotations.NullMarked;
