package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.backtest.TakenSignals;
import io.regimen.activities.metric.Annualisation;
import io.regimen.activities.regime.Regimes;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Investigation;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.BatchWriter;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.CurveSegment;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Stores what charts of leaders show, what speaks for them and what positions they took, of those runs and configurations
 * that may become leaders.
 */
@Singleton
final class ContenderBook {
    private final CandidateRepository candidates;
    private final Policies policies;
    private final BatchWriter writer;
    private final EvidenceBook evidence;
    private final KeptStreams streams;
    private final TransactionOperations<Connection> transactions;

    ContenderBook(
            CandidateRepository candidates,
            Policies policies,
            BatchWriter writer,
            EvidenceBook evidence,
            KeptStreams streams,
            TransactionOperations<Connection> transactions) {
        this.candidates = candidates;
        this.policies = policies;
        this.writer = writer;
        this.evidence = evidence;
        this.streams = streams;
        this.transactions = transactions;
    }

    /**
     * Describes the contenders among a run's configurations, if there are any, and keeps its streams if they are wanted.
     *
     * @param signals of all configurations; asked for once, and only if something is to be stored
     * @param results of all configurations, in their order
     */
    void describe(
            Cells.Work work,
            BacktestTarget target,
            Ground ground,
            Regimes division,
            InferenceBacktester backtester,
            Supplier<TakenSignals> signals,
            List<BacktestResult> results) {
        Run run = work.run();
        LeaderPolicy policy = policies.look(run.symbol(), run.baseTimeframe());
        Map<String, List<Competitor>> placed = candidates.placed(run.symbol(), run.baseTimeframe()).stream()
                .collect(Collectors.groupingBy(
                        Candidate::regimeName, Collectors.mapping(Competition::competitor, Collectors.toList())));
        SortedMap<String, Choice> choices = Contenders.choices(results, division.names(), policy);
        SortedMap<String, Integer> contenders = Contenders.of(run, target.evaluationHash(), choices, placed, policy);
        KeepStreams keep = target.keepStreams();
        boolean kept = switch (keep) {
            case ALL -> true;
            case LEADERS -> !contenders.isEmpty();
            case NONE -> false;
        };
        if (contenders.isEmpty() && !kept) {
            return;
        }
        TakenSignals taken = signals.get();
        Optional<KeptStreams.Packed> packed =
                kept ? Optional.of(KeptStreams.pack(keep, ground.segments(), taken, results)) : Optional.empty();
        SortedMap<Integer, String> details = Contenders.details(contenders.values(), backtester, taken, ground.bars());
        Optional<EvidenceBook.Found> found = contenders.isEmpty()
                ? Optional.empty()
                : Optional.of(measure(work, target, ground, division, backtester, taken, results, choices, contenders));
        transactions.executeWrite(status -> {
            if (target.isCurrent()) {
                writer.addDetails(run.id(), target.evaluationHash(), CurveSegment.TEST.toString(), details);
                found.ifPresent(measured -> evidence.store(run.id(), target.evaluationHash(), measured));
                packed.ifPresent(of -> streams.store(run.id(), target.evaluationHash(), of));
            }
            return null;
        });
    }

    private EvidenceBook.Found measure(
            Cells.Work work,
            BacktestTarget target,
            Ground ground,
            Regimes division,
            InferenceBacktester backtester,
            TakenSignals taken,
            List<BacktestResult> results,
            SortedMap<String, Choice> choices,
            SortedMap<String, Integer> contenders) {
        int testFrom = ground.segments().testFrom();
        Investigation investigation = new Investigation(
                backtester,
                indices -> backtester.pnl(taken, indices, Segment.TEST),
                results,
                BacktestStep.states(division),
                testFrom,
                EvidenceRules.defaults().level(),
                Annualisation.periodsPerYear(ground.bars()),
                work.run().seed());
        return evidence.measure(
                work.run(),
                target.evaluationHash(),
                investigation,
                choices,
                contenders,
                division.names(),
                ground.bars(),
                testFrom,
                work.cell().horizon());
    }
}
