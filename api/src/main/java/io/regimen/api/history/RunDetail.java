package io.regimen.api.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.regimen.db.BacktestView;
import io.regimen.db.EvaluationView;
import io.regimen.db.RunDocuments;
import io.regimen.db.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training run with all that is known of it.
 *
 * @param evaluations under which it was judged or is being judged, in the order in which they began
 * @param backtests those of its current evaluation, only if asked for
 */
record RunDetail(
        @JsonUnwrapped RunView run,
        @JsonUnwrapped RunDocuments documents,
        List<EvaluationView> evaluations,
        @Nullable List<BacktestView> backtests) {}
