package io.regimen.activities.step;

import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Competitor.Name;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.activities.step.Places.Seat;
import io.regimen.activities.step.PromotionBook.Occasion;
import io.regimen.db.CandidateRepository;
import io.regimen.db.LeaderRepository.RegimeResults;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares a run that was judged without its model with the leaders: it takes no lead. The market is locked. */
@Singleton
final class Comparing {
    private final CandidateRepository candidates;
    private final Policies policies;
    private final PromotionBook promotions;

    Comparing(CandidateRepository candidates, Policies policies, PromotionBook promotions) {
        this.candidates = candidates;
        this.policies = policies;
        this.promotions = promotions;
    }

    /** Regimes in which the run is better than whoever leads by the policy, and would lead if its model were there. */
    List<String> compare(Run run, String evaluationHash, List<RegimeResults> results) {
        String symbol = run.symbol();
        String timeframe = run.baseTimeframe();
        LeaderPolicy policy = policies.follow(symbol, timeframe);
        Occasion judgement = new Occasion("judgement", policy.primaryMetric().toString(), null, null);
        PromotionBook.Page page = promotions.new Page();
        Map<String, Competitor> best = candidates.placed(symbol, timeframe).stream()
                .filter(row -> Integer.valueOf(1).equals(row.place()))
                .collect(Collectors.toMap(CandidateRepository.Candidate::regimeName, Competition::competitor));
        List<String> withoutFile = new ArrayList<>();
        Competition.choices(results, policy).forEach((regime, choice) -> {
            Seat seat = new Seat(symbol, timeframe, regime);
            Name own = new Name(run.id(), evaluationHash);
            if (choice.isEmpty()) {
                page.notEligible(seat, run.id(), evaluationHash, judgement);
            } else if (candidates.exclusion(run.id(), regime).isPresent()) {
                page.compared(seat, own, choice.get(), "EXCLUDED", judgement);
            } else if (best.containsKey(regime) && !isBetter(run, evaluationHash, choice.get(), best.get(regime))) {
                page.compared(seat, own, choice.get(), "NOT_BETTER", judgement);
            } else {
                page.compared(seat, own, choice.get(), "NO_FILE", judgement);
                withoutFile.add(regime);
            }
        });
        return withoutFile;
    }

    private static boolean isBetter(Run run, String evaluationHash, Choice choice, Competitor leader) {
        Competitor own = new Competitor(run.id(), run.runKey(), evaluationHash, choice.score(), choice.ties(), null);
        return Competitor.BEST_FIRST.compare(own, leader) < 0;
    }
}
