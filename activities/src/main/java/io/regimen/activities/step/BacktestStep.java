package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.BaselineResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.metric.Annualisation;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.regime.Regimes;
import io.regimen.activities.selection.Investigation;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.BatchWriter;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.BacktestActivities;
import io.regimen.workflows.CurveSegment;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.RunRef;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final LeaderRepository leaders;
    private final BatchWriter writer;
    private final EvidenceBook evidence;
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
            LeaderRepository leaders,
            BatchWriter writer,
            EvidenceBook evidence,
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
        this.leaders = leaders;
        this.writer = writer;
        this.evidence = evidence;
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

    private int backtest(Cells.Work work, BacktestTarget target, ProcessorShares.Share share) {
        List<InferenceConfig> configs =
                work.evaluation().inference().expand(work.cell().horizon());
        long start = System.nanoTime();
        Heartbeat heartbeat = new Heartbeat();
        Workpiece piece =
                Workpiece.of(work.cell(), work.datasetHash(), materials, () -> heartbeat.moved("waits for features"));
        InferenceBacktester backtester = backtester(work, piece);
        ForecastStreams streams = streams(work, piece, EnumSet.copyOf(methods(work)));
        heartbeat.moved("forecasts made");
        List<BacktestResult> results =
                backtester.run(streams, configs, share.threads(), () -> heartbeat.moved("backtests"));
        long database = 0;
        List<BacktestResult> all = new ArrayList<>();
        for (PredictionMethod method : methods(work)) {
            List<Integer> batch = indices(configs, method);
            List<BacktestResult> ofMethod = batch.stream().map(results::get).toList();
            Trials trials = Trials.of(ofMethod, all);
            all.addAll(ofMethod);
            long stored = System.nanoTime();
            store(work.run(), target, regimes(work), method, batch, ofMethod, trials);
            database += System.nanoTime() - stored;
            heartbeat.moved(all.size() + "/" + configs.size());
            target.stored();
        }
        describeContenders(work, target, piece, backtester, streams, results);
        forecasts.store(work, target, piece, streams);
        record(target, all, backtester.baselines(share.threads()), start, database);
        return all.size();
    }

    /** Trades what a cell is judged on under the costs of its evaluation. */
    InferenceBacktester backtester(Cells.Work work, Workpiece piece) {
        return new InferenceBacktester(
                piece.bars(),
                states(regimes(work)),
                piece.segments(),
                piece.costs(fundings, work.evaluation().costs()),
                work.cell().horizon(),
                work.cell().latencyBars(),
                Arithmetic.chosen(System.getProperty(Arithmetic.PROPERTY)));
    }

    private Regimes regimes(Cells.Work work) {
        return materials.regimes(work.datasetHash(), work.evaluation());
    }

    private static List<PredictionMethod> methods(Cells.Work work) {
        return work.evaluation().inference().predictionMethods(work.cell().horizon());
    }

    /** Stores what charts of leaders show, and what speaks for them, for those configurations that may become leaders. */
    private void describeContenders(
            Cells.Work work,
            BacktestTarget target,
            Workpiece piece,
            InferenceBacktester backtester,
            ForecastStreams streams,
            List<BacktestResult> results) {
        Run run = work.run();
        List<Leader> leading = leaders.all().stream()
                .filter(leader -> leader.symbol().equals(run.symbol())
                        && leader.timeframe().equals(run.baseTimeframe()))
                .toList();
        String key = Leader.key(run.runKey(), target.evaluationHash());
        Regimes division = regimes(work);
        List<String> regimes = division.names();
        SortedMap<String, Choice> choices = Contenders.choices(results, regimes);
        SortedMap<String, Integer> contenders = Contenders.of(key, choices, leading);
        if (contenders.isEmpty()) {
            return;
        }
        SortedMap<Integer, InferenceConfig> configs = new TreeMap<>();
        contenders
                .values()
                .forEach(index -> configs.put(index, results.get(index).config()));
        SortedMap<Integer, String> details = Contenders.details(configs, backtester, streams, piece.bars());
        int testFrom = piece.segments().testFrom();
        Investigation investigation = new Investigation(
                backtester,
                streams,
                results,
                states(division),
                testFrom,
                EvidenceRules.defaults().level(),
                Annualisation.periodsPerYear(piece.bars()),
                run.seed());
        EvidenceBook.Found found = evidence.measure(
                run,
                target.evaluationHash(),
                investigation,
                choices,
                contenders,
                regimes,
                piece.bars(),
                testFrom,
                work.cell().horizon());
        transactions.executeWrite(status -> {
            if (target.isCurrent()) {
                writer.addDetails(run.id(), target.evaluationHash(), CurveSegment.TEST.toString(), details);
                evidence.store(run.id(), target.evaluationHash(), found);
            }
            return null;
        });
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

    private static RegimeStates states(Regimes regimes) {
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
