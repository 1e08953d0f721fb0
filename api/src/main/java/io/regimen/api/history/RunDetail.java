package io.regimen.api.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.regimen.db.BacktestView;
import io.regimen.db.RunDocuments;
import io.regimen.db.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training run with all that is known of it.
 *
 * @param backtests only if asked for
 */
record RunDetail(
        @JsonUnwrapped RunView run,
        @JsonUnwrapped RunDocuments documents,
        @Nullable List<BacktestView> backtests) {}
