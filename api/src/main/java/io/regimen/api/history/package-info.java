/**
 * Routes that read what was trained: runs, leaders, promotions, and the datasets and regimes behind them. Start at
 * {@link io.regimen.api.history.RunController}.
 */
@NullMarked
package io.regimen.api.history;

import org.jspecify.annotations.NullMarked;
