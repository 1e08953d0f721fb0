package io.regimen.activities.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.selection.Competitor.Name;
import io.regimen.workflows.leader.LeaderMetric;
import io.regimen.workflows.leader.LeaderPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {
    private static final LeaderPolicy TENTH = policy(10, 0, 1);

    /** Competitors as run:score, or run:score&gt;incumbent; runs that cannot lead; and who has a place, in order. */
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("the best leads", policy(0, 0, 1), "1:1 2:3 3:2", Set.of(), "2"),
                Arguments.of("of equals the smaller key", policy(0, 0, 1), "3:1 2:1", Set.of(), "2"),
                Arguments.of("the best others come after", policy(0, 0, 3), "1:1 2:3 3:2 4:0", Set.of(), "2 3 1"),
                Arguments.of("too little of an improvement", TENTH, "1:1 2:1.05>1", Set.of(), "1"),
                Arguments.of("enough of one", TENTH, "1:1 2:1.1>1", Set.of(), "2"),
                Arguments.of("those of one grid compete by score alone", TENTH, "1:1 2:1.1>1 3:1.11>1", Set.of(), "3"),
                Arguments.of(
                        "one not admitted may have a place", policy(10, 0, 2), "1:1 2:1.05>1 3:0.5", Set.of(), "1 2"),
                Arguments.of("a loss must shrink by a tenth", TENTH, "1:-1 2:-0.95>1", Set.of(), "1"),
                Arguments.of("and may then lead", TENTH, "1:-1 2:-0.9>1", Set.of(), "2"),
                Arguments.of("a tenth of next to nothing", TENTH, "1:0.001 2:0.0012>1", Set.of(), "2"),
                Arguments.of("is less than the floor", policy(10, 0.05, 1), "1:0.001 2:0.04>1", Set.of(), "1"),
                Arguments.of("the floor from nothing", policy(10, 0.05, 1), "1:0 2:0.05>1", Set.of(), "2"),
                Arguments.of("an incumbent that cannot lead is passed", TENTH, "1:1 2:1.05>1", Set.of(1L), "2"),
                Arguments.of("to the one before", TENTH, "1:1 2:1.2>1 3:1.08>2", Set.of(2L), "1"),
                Arguments.of("which may be far enough", TENTH, "1:1 2:1.2>1 3:1.1>2", Set.of(2L), "3"),
                Arguments.of("one not admitted is no incumbent", TENTH, "1:1 2:1.05>1 3:1.1>2", Set.of(), "3"),
                Arguments.of("an unknown incumbent is none", TENTH, "2:1>9", Set.of(), "2"),
                Arguments.of("nobody", TENTH, "1:1", Set.of(1L), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void of_ranksByThePolicy(
            String what, LeaderPolicy policy, String competitors, Set<Long> excluded, String expected) {
        List<Competitor> all = new ArrayList<>();
        for (String text : competitors.split(" ", -1)) {
            String[] parts = text.split("[:>]", -1);
            all.add(competitor(
                    Long.parseLong(parts[0]),
                    Double.parseDouble(parts[1]),
                    List.of(),
                    parts.length == 3 ? new Name(Long.parseLong(parts[2]), "e") : null));
        }
        for (int order = 0; order < 5; order++) {
            Collections.shuffle(all, new Random(order));
            assertEquals(expected, ranked(all, excluded, policy), what);
        }
    }

    @Test
    void of_equalScores_areDecidedBySecondaryMetrics() {
        LeaderPolicy policy = new LeaderPolicy(
                LeaderMetric.SHARPE, List.of(LeaderMetric.EDGE_BPS, LeaderMetric.WIN_RATE), 30, 0, 0, 4);
        List<Double> undefined = new ArrayList<>();
        undefined.add(null);
        undefined.add(9.0);

        assertEquals(
                "3 2 1 4",
                ranked(
                        List.of(
                                competitor(1, 1, List.of(2.0, 1.0), null),
                                competitor(2, 1, List.of(2.0, 3.0), null),
                                competitor(3, 1, List.of(2.5, 0.0), null),
                                competitor(4, 1, undefined, null)),
                        Set.of(),
                        policy));
    }

    @Test
    void of_runWithTwoEvaluations_hasOnePlaceAndNeedNotImproveOnItself() {
        Competitor first = new Competitor(1, "k1", "e", 1, List.of(), null);
        Competitor again = new Competitor(1, "k1", "f", 1.01, List.of(), first.name());
        Competitor other = new Competitor(2, "k2", "e", 0.5, List.of(), null);
        List<Competitor> all = List.of(first, again, other);

        assertEquals(
                List.of(again, other),
                Ranking.of(all, Ranking.admitted(all, Set.of(), policy(10, 0, 3)), policy(10, 0, 3))
                        .places());
    }

    private static String ranked(List<Competitor> all, Set<Long> excluded, LeaderPolicy policy) {
        List<Competitor> able = all.stream()
                .filter(competitor -> !excluded.contains(competitor.runId()))
                .toList();
        return String.join(
                " ",
                Ranking.of(able, Ranking.admitted(all, excluded, policy), policy).places().stream()
                        .map(competitor -> Long.toString(competitor.runId()))
                        .toList());
    }

    private static Competitor competitor(long run, double score, List<Double> ties, @Nullable Name incumbent) {
        return new Competitor(run, "k" + run, "e", score, ties, incumbent);
    }

    private static LeaderPolicy policy(double percent, double floor, int keep) {
        return new LeaderPolicy(LeaderMetric.SHARPE, List.of(), 30, percent, floor, keep);
    }
}
