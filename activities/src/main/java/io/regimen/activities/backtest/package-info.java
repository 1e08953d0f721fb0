/**
 * What ranked signals would have earned, bar by bar, after costs and per regime. Start at
 * {@link io.regimen.activities.backtest.InferenceBacktester}.
 */
@NullMarked
package io.regimen.activities.backtest;

import org.jspecify.annotations.NullMarked;
