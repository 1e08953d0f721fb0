package io.regimen.activities.step;

import io.regimen.activities.selection.Candidate;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Selection.Choice;
import io.regimen.db.LeaderRepository;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a run enters the competition: per regime, the configuration that its stored backtests choose. */
public final class Competition {
    private Competition() {}

    /** By regime, the run's choice under an evaluation; empty where none of its configurations is eligible. */
    public static SortedMap<String, Optional<Choice>> choices(
            LeaderRepository leaders, long runId, String evaluationHash) {
        SortedMap<String, List<Candidate>> byRegime = leaders.candidates(runId, evaluationHash).stream()
                .collect(Collectors.groupingBy(
                        LeaderRepository.Candidate::regimeName,
                        TreeMap::new,
                        Collectors.mapping(Competition::candidate, Collectors.toList())));
        byRegime.keySet().removeIf(RegimeVersion::isUnclassified);
        SortedMap<String, Optional<Choice>> out = new TreeMap<>();
        byRegime.forEach((regime, candidates) -> out.put(regime, Selection.choose(candidates)));
        return out;
    }

    private static Candidate candidate(LeaderRepository.Candidate row) {
        return new Candidate(
                row.backtestId(),
                row.configIndex(),
                row.validationTrades(),
                row.validationSharpe(),
                row.testTrades(),
                row.testBars(),
                row.testSharpe());
    }
}
