package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.label.Labels;
import io.regimen.activities.metric.ForecastQuality;
import io.regimen.activities.model.Vector;
import io.regimen.activities.split.RowRange;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.StreamRepository;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What forecasts are worth before anything is traded on them, stored with the run. */
@Singleton
final class ForecastCheck {
    private final EvaluationRepository evaluations;
    private final StreamRepository kept;
    private final TransactionOperations<Connection> transactions;

    ForecastCheck(
            EvaluationRepository evaluations, StreamRepository kept, TransactionOperations<Connection> transactions) {
        this.evaluations = evaluations;
        this.kept = kept;
        this.transactions = transactions;
    }

    /** Scores the longest head that the evaluation asks for, that of the horizon, and stores the scores; nothing if this attempt was given up. */
    void store(Cells.Work work, BacktestTarget target, Workpiece piece, ForecastStreams streams) {
        int lookback = Collections.max(work.evaluation().inference().lookbackWindows());
        String quality = Json.write(quality(piece, streams, lookback));
        transactions.executeWrite(status -> {
            if (target.isCurrent()) {
                evaluations.addForecastQuality(work.run().id(), target.evaluationHash(), quality);
            }
            return null;
        });
    }

    /** Takes the scores over from another evaluation with the same inference grid: they are those of the same forecasts. */
    void copy(Cells.Work work, BacktestTarget target, String source) {
        transactions.executeWrite(status -> {
            if (target.isCurrent()) {
                kept.copyForecastQuality(work.run().id(), source, target.evaluationHash());
            }
            return null;
        });
    }

    static ForecastQuality quality(Workpiece piece, ForecastStreams streams, int lookback) {
        int latency = piece.cell().latencyBars();
        Segments segments = piece.segments();
        RowRange validation = range(segments.validationFrom(), segments.validationTo(), streams.from());
        RowRange test = range(segments.testFrom(), segments.testTo(), streams.from());
        if (streams.direct().isEmpty()) {
            return new ForecastQuality(lookback, List.of());
        }
        Map.Entry<Integer, List<Vector>> last =
                streams.direct().sequencedEntrySet().getLast();
        int step = streams.heads().step(last.getKey());
        Vector outcomes = Labels.forward(piece.bars(), step, latency).copy(streams.from(), streams.to());
        ForecastQuality.Head head = ForecastQuality.Head.of(
                step, last.getValue(), outcomes, Labels.purge(step, latency), lookback, validation, test);
        return new ForecastQuality(lookback, List.of(head));
    }

    private static RowRange range(int from, int to, int first) {
        return new RowRange(from - first, to - first);
    }
}
