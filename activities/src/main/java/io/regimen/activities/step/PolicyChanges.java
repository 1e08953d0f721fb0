package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.Places.Seat;
import io.regimen.activities.step.Places.Settled;
import io.regimen.activities.step.PromotionBook.Occasion;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.CandidateRepository;
import io.regimen.db.CandidateRepository.Judged;
import io.regimen.db.EvidenceRepository;
import io.regimen.db.EvidenceRepository.Incumbent;
import io.regimen.db.LeaderRepository;
import io.regimen.db.PolicyRepository;
import io.regimen.db.PolicyRepository.PolicyRow;
import io.regimen.db.RunRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Json;
import io.regimen.workflows.Problem;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicySaved;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores policies and ranks markets under them, from what was judged before. */
@Singleton
final class PolicyChanges {
    private final PolicyRepository policies;
    private final LeaderRepository leaders;
    private final CandidateRepository candidates;
    private final EvidenceRepository evidence;
    private final RunRepository runs;
    private final ArtifactRepository artifacts;
    private final Policies followed;
    private final Entering entering;
    private final Reranking reranking;
    private final PromotionBook promotions;
    private final Verdicts verdicts;
    private final TransactionOperations<Connection> transactions;

    PolicyChanges(
            PolicyRepository policies,
            LeaderRepository leaders,
            CandidateRepository candidates,
            EvidenceRepository evidence,
            RunRepository runs,
            ArtifactRepository artifacts,
            Policies followed,
            Entering entering,
            Reranking reranking,
            PromotionBook promotions,
            Verdicts verdicts,
            TransactionOperations<Connection> transactions) {
        this.policies = policies;
        this.leaders = leaders;
        this.candidates = candidates;
        this.evidence = evidence;
        this.runs = runs;
        this.artifacts = artifacts;
        this.followed = followed;
        this.entering = entering;
        this.reranking = reranking;
        this.promotions = promotions;
        this.verdicts = verdicts;
        this.transactions = transactions;
    }

    /** @param execution names the request, so that saving it twice is saving it once */
    LeaderPolicySaved save(LeaderPolicyRequest request, String execution) {
        return transactions.executeWrite(status -> {
            policies.lock();
            Optional<PolicyRow> before = policies.byExecution(execution);
            if (before.isPresent()) {
                return saved(before.get());
            }
            int version = 1
                    + policies.newest(request.symbol(), request.timeframe())
                            .map(PolicyRow::version)
                            .orElse(0);
            @Nullable LeaderPolicy policy = request.inherits() ? null : request.changed(present(request));
            if (policy != null) {
                refuse(policy.problems());
            }
            policies.add(
                    request.symbol(),
                    request.timeframe(),
                    version,
                    policy == null ? null : Json.write(policy),
                    execution,
                    String.valueOf(request.reason()),
                    String.valueOf(request.createdBy()));
            return saved(policies.byExecution(execution).orElseThrow());
        });
    }

    private LeaderPolicy present(LeaderPolicyRequest request) {
        return Policies.parse(
                request.ofMarket()
                        ? policies.wanted(String.valueOf(request.symbol()), String.valueOf(request.timeframe()))
                        : policies.newest(null, null).orElseThrow());
    }

    private static LeaderPolicySaved saved(PolicyRow row) {
        return new LeaderPolicySaved(
                row.symbol() == null ? null : row.symbol() + "/" + row.timeframe(),
                row.version(),
                row.policy() == null ? null : Policies.parse(row));
    }

    /** Markets whose leaders follow another policy than they should. */
    List<String> stale() {
        return policies.stale().stream()
                .map(market -> market.symbol() + "/" + market.timeframe())
                .toList();
    }

    /** One transaction: until it is through, the market's leaders follow the policy that they did. */
    int rank(String symbol, String timeframe, Runnable beat) {
        return transactions.executeWrite(status -> {
            leaders.lockMarket(symbol + "/" + timeframe);
            LeaderPolicy before = followed.follow(symbol, timeframe);
            PolicyRow wanted = policies.wanted(symbol, timeframe);
            LeaderPolicy policy = Policies.parse(wanted);
            policies.follow(symbol, timeframe, wanted.id());
            TreeSet<String> regimes = new TreeSet<>(candidates.regimes(symbol, timeframe));
            TreeSet<Long> touched = new TreeSet<>();
            candidates.placed(symbol, timeframe).forEach(entry -> touched.add(entry.trainingRunId()));
            if (!policy.choosesAs(before)) {
                choose(symbol, timeframe, policy, beat);
                regimes.addAll(candidates.regimes(symbol, timeframe));
            }
            Occasion occasion = new Occasion(
                    "policy",
                    policy.primaryMetric().toString(),
                    null,
                    "policy version " + wanted.version()
                            + (wanted.symbol() == null ? " of the installation" : " of the market"));
            PromotionBook.Page page = promotions.new Page();
            int changed = 0;
            for (String regime : regimes) {
                Settled settled = reranking.rank(new Seat(symbol, timeframe, regime), policy, "policy", page, occasion);
                touched.addAll(settled.touched());
                changed += settled.leader() != null || settled.vacated() ? 1 : 0;
                beat.run();
            }
            verdicts.refresh(symbol, timeframe);
            page.close();
            candidates.placed(symbol, timeframe).forEach(entry -> touched.add(entry.trainingRunId()));
            for (long id : touched) {
                runs.refreshLeads(id);
                artifacts.giveUp(id);
            }
            return changed;
        });
    }

    /** With what every judged run competes under another policy. */
    private void choose(String symbol, String timeframe, LeaderPolicy policy, Runnable beat) {
        for (Judged judged : candidates.judged(symbol, timeframe)) {
            long run = judged.trainingRunId();
            String evaluation = judged.evaluationHash();
            SortedMap<String, Incumbent> incumbents = evidence.incumbents(symbol, timeframe, run, evaluation);
            SortedMap<String, Optional<Choice>> choices = Competition.choices(leaders, run, evaluation, policy);
            choices.forEach((regime, choice) -> {
                if (choice.isPresent()) {
                    Seat seat = new Seat(symbol, timeframe, regime);
                    entering.enter(run, evaluation, seat, choice.get(), incumbents.get(regime));
                } else {
                    candidates.remove(run, evaluation, regime);
                }
            });
            beat.run();
        }
    }

    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Failures.of(
                    FailureKind.BAD_INPUT,
                    problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
    }
}
