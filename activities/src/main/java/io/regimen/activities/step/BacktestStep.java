package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.BaselineResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.regime.Regimes;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.BatchWriter;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.BacktestActivities;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.RunRef;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges one trained run under all inference configurations: one batch per prediction method, each stored with its line
 * in the trial ledger in one transaction. A repeated attempt computes the same rows and leaves stored ones alone.
 */
@Singleton
public final class BacktestStep implements BacktestActivities {
    private final Cells cells;
    private final Families families;
    private final Materials materials;
    private final ModelFiles files;
    private final FundingStore fundings;
    private final ForecastCheck forecasts;
    private final RunRepository runs;
    private final ContenderBook contenders;
    private final KeptStreams streams;
    private final BatchWriter writer;
    private final TransactionOperations<Connection> transactions;
    private final ProcessorShares processors;
    private final FaultPoint faults;

    BacktestStep(
            Cells cells,
            Families families,
            Materials materials,
            ModelFiles files,
            FundingStore fundings,
            ForecastCheck forecasts,
            RunRepository runs,
            ContenderBook contenders,
            KeptStreams streams,
            BatchWriter writer,
            TransactionOperations<Connection> transactions,
            ProcessorShares processors,
            FaultPoint faults) {
        this.cells = cells;
        this.families = families;
        this.materials = materials;
        this.files = files;
        this.fundings = fundings;
        this.forecasts = forecasts;
        this.runs = runs;
        this.contenders = contenders;
        this.streams = streams;
        this.writer = writer;
        this.transactions = transactions;
        this.processors = processors;
        this.faults = faults;
    }

    @Override
    public int backtest(RunRef ref) {
        return Failures.translating(() -> backtestOnce(ref));
    }

    private int backtestOnce(RunRef ref) {
        Cells.Work work = cells.work(ref);
        return backtest(work, new Training(ref, work.run()));
    }

    /** The same for any target: nothing here knows whether the model was trained now or long ago. */
    int backtest(Cells.Work work, BacktestTarget target) {
        try (ProcessorShares.Share share = processors.take()) {
            return backtest(work, target, share);
        }
    }

    /**
     * The same without the model, from the position streams that were kept of another evaluation of the run; it describes
     * no contenders, because a run without a model cannot lead.
     *
     * @param source hash of that evaluation
     */
    int backtestKept(Cells.Work work, BacktestTarget target, String source) {
        try (ProcessorShares.Share share = processors.take()) {
            long start = System.nanoTime();
            Heartbeat heartbeat = new Heartbeat();
            KeptStreams.Read read = streams.read(work.run().id(), source, configs(work));
            Ground ground = new Ground(work.cell(), materials.bars(work.datasetHash()), read.segments());
            InferenceBacktester backtester = backtester(work, ground);
            List<BacktestResult> results =
                    backtester.run(read.taken(), share.threads(), () -> heartbeat.moved("backtests"));
            streams.check(work.run().id(), source, results);
            List<BaselineResult> baselines = backtester.baselines(share.threads());
            // made within milliseconds, so that nothing is won by storing it batch by batch
            transactions.executeWrite(status -> {
                long database = store(work, target, results, heartbeat);
                forecasts.copy(work, target, source);
                record(target, results, baselines, start, database);
                return null;
            });
            return results.size();
        }
    }

    private int backtest(Cells.Work work, BacktestTarget target, ProcessorShares.Share share) {
        List<InferenceConfig> configs = configs(work);
        long start = System.nanoTime();
        Heartbeat heartbeat = new Heartbeat();
        Workpiece piece =
                Workpiece.of(work.cell(), work.datasetHash(), materials, () -> heartbeat.moved("waits for features"));
        InferenceBacktester backtester = backtester(work, piece.ground());
        ForecastStreams streams = streams(work, piece, EnumSet.copyOf(methods(work)));
        heartbeat.moved("forecasts made");
        List<BacktestResult> results =
                backtester.run(streams, configs, share.threads(), () -> heartbeat.moved("backtests"));
        long database = store(work, target, results, heartbeat);
        contenders.describe(
                work,
                target,
                piece.ground(),
                regimes(work),
                backtester,
                () -> backtester.taken(streams, configs, share.threads()),
                results);
        forecasts.store(work, target, piece, streams);
        record(target, results, backtester.baselines(share.threads()), start, database);
        return results.size();
    }

    private static List<InferenceConfig> configs(Cells.Work work) {
        return work.evaluation().inference().expand(work.cell().horizon());
    }

    /** Stores the results batch by batch and returns the nanoseconds that this took. */
    private long store(Cells.Work work, BacktestTarget target, List<BacktestResult> results, Heartbeat heartbeat) {
        List<InferenceConfig> configs = configs(work);
        long database = 0;
        List<BacktestResult> before = new ArrayList<>();
        for (PredictionMethod method : methods(work)) {
            List<Integer> batch = indices(configs, method);
            List<BacktestResult> ofMethod = batch.stream().map(results::get).toList();
            Trials trials = Trials.of(ofMethod, before);
            before.addAll(ofMethod);
            long started = System.nanoTime();
            store(work.run(), target, regimes(work), method, batch, ofMethod, trials);
            database += System.nanoTime() - started;
            heartbeat.moved(before.size() + "/" + configs.size());
            target.stored();
        }
        return database;
    }

    /** Trades what a cell is judged on under the costs of its evaluation. */
    InferenceBacktester backtester(Cells.Work work, Ground ground) {
        return new InferenceBacktester(
                ground.bars(),
                states(regimes(work)),
                ground.segments(),
                ground.costs(fundings, work.evaluation().costs()),
                work.cell().horizon(),
                work.cell().latencyBars(),
                Arithmetic.chosen(System.getProperty(Arithmetic.PROPERTY)));
    }

    private Regimes regimes(Cells.Work work) {
        Heartbeat heartbeat = new Heartbeat();
        return materials.regimes(work.datasetHash(), work.evaluation(), () -> heartbeat.moved("waits for regimes"));
    }

    private static List<PredictionMethod> methods(Cells.Work work) {
        return work.evaluation().inference().predictionMethods(work.cell().horizon());
    }

    /** Forecasts of the run's model for some methods. */
    ForecastStreams streams(Cells.Work work, Workpiece piece, Set<PredictionMethod> methods) {
        byte[] file = files.read(work.run().id());
        ModelFamily family = piece.prepared(families.of(work.cell().modelType()));
        try (ForecastModel model = family.read(file)) {
            return ForecastStreams.of(
                    model,
                    piece.features().values(),
                    piece.features().arColumn(),
                    piece.features().arLags(),
                    piece.segments().outOfFoldFrom(),
                    piece.segments().testTo(),
                    methods);
        }
    }

    private void store(
            Run run,
            BacktestTarget target,
            Regimes regimes,
            PredictionMethod method,
            List<Integer> batch,
            List<BacktestResult> results,
            Trials trials) {
        transactions.executeWrite(status -> {
            if (!target.isCurrent()) {
                throw Failures.of(FailureKind.ERROR, "this attempt was given up: the run is no longer its own");
            }
            List<BatchWriter.BacktestRow> rows = new ArrayList<>(results.size());
            for (int i = 0; i < results.size(); i++) {
                rows.add(BacktestRows.of(batch.get(i), results.get(i), regimes.names()));
            }
            writer.addBacktests(run.id(), target.evaluationHash(), rows);
            writer.addTrials(
                    run.runKey(),
                    run.symbol(),
                    run.baseTimeframe(),
                    target.evaluationHash(),
                    method.toString(),
                    results.size(),
                    trials.distinctStreams(),
                    trials.sharpeMean(),
                    trials.sharpeVariance());
            return null;
        });
    }

    private static void record(
            BacktestTarget target,
            List<BacktestResult> all,
            List<BaselineResult> baselines,
            long start,
            long databaseNanos) {
        double seconds = (System.nanoTime() - start - databaseNanos) / 1e9;
        target.record(
                seconds,
                databaseNanos / 1e9,
                Trials.of(all, List.of()).distinctStreams(),
                Json.write(baselines),
                Trials.beats(all, baselines));
    }

    /** A run that was trained just now, under the evaluation of its grid. */
    private final class Training implements BacktestTarget {
        private final RunRef ref;
        private final Run run;

        Training(RunRef ref, Run run) {
            this.ref = ref;
            this.run = run;
        }

        @Override
        public String evaluationHash() {
            return run.evaluationHash();
        }

        @Override
        public KeepStreams keepStreams() {
            return streams.ofGrid(ref.gridId());
        }

        @Override
        public boolean isCurrent() {
            return runs.sharedWhileRunning(run.id(), run.fence()).isPresent();
        }

        @Override
        public void stored() {
            faults.reached(Place.BETWEEN_BATCHES, ref.index());
        }

        @Override
        public void record(
                double backtestSeconds,
                double databaseSeconds,
                int distinctStreams,
                String baselines,
                @Nullable Boolean beatsBaselines) {
            runs.recordBacktests(
                    run.id(),
                    run.fence(),
                    backtestSeconds,
                    databaseSeconds,
                    distinctStreams,
                    baselines,
                    beatsBaselines);
        }
    }

    private static List<Integer> indices(List<InferenceConfig> configs, PredictionMethod method) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            if (configs.get(i).predictionMethod() == method) {
                out.add(i);
            }
        }
        return out;
    }

    static RegimeStates states(Regimes regimes) {
        return new RegimeStates() {
            @Override
            public int count() {
                return regimes.names().size();
            }

            @Override
            public int at(int bar) {
                return regimes.at(bar);
            }
        };
    }
}
