/**
 * Tests of whether a backtest's success is more than luck, each from its paper. Returns are per bar, one after the other;
 * whoever needs chance passes a seed. Start at {@link io.regimen.activities.selection.statistic.SharpeRatio}.
 */
@NullMarked
package io.regimen.activities.selection.statistic;

import org.jspecify.annotations.NullMarked;
