package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Ranking;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.Places.Seat;
import io.regimen.activities.step.Places.Settled;
import io.regimen.activities.step.PromotionBook.Occasion;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Candidate;
import io.regimen.db.EvaluationRepository;
import io.regimen.db.EvaluationRepository.RunEvaluation;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Incumbent;
import io.regimen.db.EvidenceRepository.Standing;
import io.regimen.db.LeaderRepository;
import io.regimen.db.LeaderRepository.Leader;
import io.regimen.db.LeaderRepository.RegimeResults;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Judgement;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run compete for every regime of its market, in one transaction: runs of a market follow each other, so that
 * leaders, files and promotions always agree. Repeating it changes nothing.
 */
@Singleton
final class Judge {
    private final RunRepository runs;
    private final EvaluationRepository evaluations;
    private final LeaderRepository leaders;
    private final CandidateRepository candidates;
    private final ArtifactRepository artifacts;
    private final EvidenceRepository evidence;
    private final Policies policies;
    private final Entering entering;
    private final Places places;
    private final PromotionBook promotions;
    private final Comparing comparing;
    private final Verdicts verdicts;
    private final KeptStreams streams;
    private final TransactionOperations<Connection> transactions;

    Judge(
            RunRepository runs,
            EvaluationRepository evaluations,
            LeaderRepository leaders,
            CandidateRepository candidates,
            ArtifactRepository artifacts,
            EvidenceRepository evidence,
            Policies policies,
            Entering entering,
            Places places,
            PromotionBook promotions,
            Comparing comparing,
            Verdicts verdicts,
            KeptStreams streams,
            TransactionOperations<Connection> transactions) {
        this.runs = runs;
        this.evaluations = evaluations;
        this.leaders = leaders;
        this.candidates = candidates;
        this.artifacts = artifacts;
        this.evidence = evidence;
        this.policies = policies;
        this.entering = entering;
        this.places = places;
        this.promotions = promotions;
        this.comparing = comparing;
        this.verdicts = verdicts;
        this.streams = streams;
        this.transactions = transactions;
    }

    Judgement judge(long runId) {
        return transactions.executeWrite(status -> {
            Run run = runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
            leaders.lockMarket(run.symbol() + "/" + run.baseTimeframe());
            run = runs.lock(runId).orElseThrow();
            if (!run.judged()) {
                evaluations.addTrained(runId);
                compete(run, run.evaluationHash(), leaders.results(runId, run.evaluationHash()));
                streams.release(runId);
                runs.markJudged(runId);
            }
            List<String> leads = leaders.leads(runId);
            return new Judgement(leads, runs.byId(runId).orElseThrow().isModelKept());
        });
    }

    /**
     * Lets a run that was judged before compete under a further evaluation, whose backtests are all stored. What it led
     * in under others it keeps, unless the new one beats that too.
     *
     * @param owner the workflow whose evaluation it must be
     * @param ended told how that went, in the same transaction
     */
    void judgeAgain(long runId, String evaluationHash, String owner, Ended ended) {
        // all backtests are stored: they need not be read under the lock
        List<RegimeResults> results = leaders.results(runId, evaluationHash);
        transactions.executeWrite(status -> {
            Run run = runs.byId(runId).orElseThrow(() -> new IllegalStateException("no run " + runId));
            leaders.lockMarket(run.symbol() + "/" + run.baseTimeframe());
            run = runs.lock(runId).orElseThrow();
            RunEvaluation evaluation = evaluations
                    .lock(runId, evaluationHash)
                    .orElseThrow(() -> new IllegalStateException("run " + runId + " is not judged again"));
            if (!evaluation.status().equals("running") || !evaluation.owner().equals(owner)) {
                throw Failures.of(
                        FailureKind.BAD_INPUT,
                        "judging run " + runId + " again has ended or was taken over by " + evaluation.owner());
            }
            // ended first: a running evaluation keeps the file of a run that leads nowhere
            evaluations.end(runId, evaluationHash, "completed", null, null);
            List<String> withoutFile = List.of();
            if (evaluation.isFromStreams()) {
                withoutFile = comparing.compare(run, evaluationHash, results);
                verdicts.refresh(run.symbol(), run.baseTimeframe());
                artifacts.giveUp(runId);
            } else {
                compete(run, evaluationHash, results);
            }
            streams.release(runId);
            runs.showEvaluation(runId, evaluationHash);
            ended.accept(leaders.leads(runId, evaluationHash), withoutFile);
            return null;
        });
    }

    /** Told when a run was judged again. */
    interface Ended {
        /**
         * How it went.
         *
         * @param leads regimes in which the run leads under the evaluation
         * @param withoutFile regimes in which it would, if its model were there
         */
        void accept(List<String> leads, List<String> withoutFile);
    }

    /** Lets a run that has its model compete. */
    private void compete(Run run, String evaluationHash, List<RegimeResults> results) {
        String symbol = run.symbol();
        String timeframe = run.baseTimeframe();
        if (artifacts.present(run.id()).isEmpty()) {
            throw new IllegalStateException("run " + run.id() + " has no model file");
        }
        LeaderPolicy policy = policies.follow(symbol, timeframe);
        SortedMap<String, Optional<Choice>> choices = Competition.choices(results, policy);
        enter(run, evaluationHash, choices);
        SortedMap<String, List<Candidate>> entries = candidates.placedOr(symbol, timeframe, run.id()).stream()
                .collect(Collectors.groupingBy(Candidate::regimeName, TreeMap::new, Collectors.toList()));
        Map<String, Leader> leading = leaders.lockAll(symbol, timeframe).stream()
                .collect(Collectors.toMap(Leader::regimeName, Function.identity()));
        Occasion judgement = new Occasion("judgement", policy.primaryMetric().toString(), null, null);
        PromotionBook.Page page = promotions.new Page();
        TreeSet<Long> touched = new TreeSet<>(List.of(run.id()));
        choices.forEach((regime, choice) -> {
            Seat seat = new Seat(symbol, timeframe, regime);
            if (choice.isEmpty()) {
                page.notEligible(seat, run.id(), evaluationHash, judgement);
            } else {
                touched.addAll(compete(
                        seat,
                        new Name(run.id(), evaluationHash),
                        entries.getOrDefault(regime, List.of()),
                        leading.get(regime),
                        policy,
                        page,
                        judgement));
            }
        });
        verdicts.refresh(symbol, timeframe);
        page.close();
        for (long id : touched) {
            runs.refreshLeads(id);
            artifacts.giveUp(id);
        }
    }

    private void enter(Run run, String evaluationHash, SortedMap<String, Optional<Choice>> choices) {
        SortedMap<String, Incumbent> incumbents =
                evidence.incumbents(run.symbol(), run.baseTimeframe(), run.id(), evaluationHash);
        choices.forEach((regime, choice) -> choice.ifPresent(chosen -> entering.enter(
                run.id(),
                evaluationHash,
                new Seat(run.symbol(), run.baseTimeframe(), regime),
                chosen,
                incumbents.get(regime))));
    }

    /** One regime; the runs whose files may not be kept any more. */
    private Set<Long> compete(
            Seat seat,
            Name own,
            List<Candidate> entries,
            @Nullable Leader leader,
            LeaderPolicy policy,
            PromotionBook.Page page,
            Occasion judgement) {
        Candidate challenger = entries.stream()
                .filter(entry -> Places.name(entry).equals(own))
                .findFirst()
                .orElseThrow();
        boolean admitted = entering.admit(seat, challenger, policy);
        Set<Name> mayLead = new HashSet<>();
        List<Competitor> competitors = new ArrayList<>();
        for (Candidate entry : entries) {
            if (entry.exclusion() == null) {
                competitors.add(Competition.competitor(entry));
                if (Places.name(entry).equals(own) ? admitted : entry.admitted()) {
                    mayLead.add(Places.name(entry));
                }
            }
        }
        Ranking ranking = Ranking.of(competitors, mayLead, policy);
        Optional<Standing> standing = page.standing(seat);
        Settled settled = places.settle(seat, entries, ranking, leader, policy);
        Long pushedOut = settled.lost().stream().findFirst().orElse(null);
        Candidate now = settled.leader();
        if (now != null) {
            page.led(seat, now, leader, standing, pushedOut, judgement);
        } else {
            page.lost(seat, challenger, outcome(own, challenger, admitted, ranking), pushedOut, judgement);
        }
        return settled.touched();
    }

    private static String outcome(Name own, Candidate challenger, boolean admitted, Ranking ranking) {
        if (challenger.exclusion() != null) {
            return "EXCLUDED";
        }
        Competitor best = ranking.leader().orElseThrow();
        if (best.name().equals(own)) {
            return "HELD_BACK";
        }
        return !admitted && Competitor.BEST_FIRST.compare(Competition.competitor(challenger), best) < 0
                ? "NOT_ENOUGH"
                : "NOT_BETTER";
    }
}
