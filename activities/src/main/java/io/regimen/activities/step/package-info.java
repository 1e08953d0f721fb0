/**
 * The activities: what Temporal runs, built from the quant packages, the tables and the object store. Start at
 * {@link io.regimen.activities.step.CellSteps}; a cell's path is claim, {@link io.regimen.activities.step.TrainStep},
 * {@link io.regimen.activities.step.BacktestStep}, judge, finish.
 */
@NullMarked
package io.regimen.activities.step;

import org.jspecify.annotations.NullMarked;
