/**
 * What trading and holding cost at each bar: the numbers behind a {@link io.regimen.workflows.Costs}. Start at
 * {@link io.regimen.activities.cost.CostCurve}.
 */
@NullMarked
package io.regimen.activities.cost;

import org.jspecify.annotations.NullMarked;
