package io.regimen.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.EvidenceRules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HonestyBenchTest {
    private static final int SIZE = 4000;

    @Test
    void walk_withoutAnEdge_clustersAndForetellsNothing() {
        Bars bars = new PlantedWalk(SIZE, 0, 1).bars();
        assertEquals(SIZE, bars.size());
        Vector returns = returns(bars);
        assertTrue(Math.abs(correlation(returns, returns, 1)) < 0.05);
        Vector sizes = new Vector(SIZE);
        for (int i = 0; i < SIZE; i++) {
            sizes.set(i, Math.abs(returns.get(i)));
        }
        assertTrue(correlation(sizes, sizes, 1) > 0.05, "volatility clusters");
        Vector knowledge = knowledge(new PlantedWalk(SIZE, 0, 1), 4);
        assertEquals(0, knowledge.toArray()[100]);
    }

    @Test
    void walk_knowledge_isOfTheReturnsThatFollow() {
        PlantedWalk walk = new PlantedWalk(SIZE, 0.3, 1);
        Vector knowledge = knowledge(walk, 1);
        assertTrue(correlation(returns(walk.bars()), knowledge, 1) > 0.2);
    }

    @Test
    void run_again_isTheSamePage() throws Exception {
        String page = page();
        assertEquals(page, page());
        assertTrue(page.contains("| no edge | - | 0.000 | 0.0 bp | 1 | 0 (0.0 %)"), page);
        assertTrue(page.contains("| better_than_momentum |"), page);
    }

    private static String page() throws Exception {
        HonestyBench bench = new HonestyBench(
                new Progress(new PrintWriter(new StringWriter())), 1, 1, 2, 5, EvidenceRules.defaults());
        return HonestyPage.of(bench.run(List.of()), "a test");
    }

    private static Vector knowledge(PlantedWalk walk, int horizon) {
        return Objects.requireNonNull(walk.knowledge(horizon, 0, SIZE).direct().get(horizon - 1))
                .getFirst();
    }

    private static Vector returns(Bars bars) {
        Vector out = new Vector(bars.size());
        for (int i = 1; i < bars.size(); i++) {
            out.set(i, Math.log(bars.close(i) / bars.close(i - 1)));
        }
        return out;
    }

    /** Of a value with the other series' value before it; all have a mean of about zero but sizes. */
    private static double correlation(Vector of, Vector with, int lag) {
        double meanOf = mean(of);
        double meanWith = mean(with);
        double product = 0;
        double squaresOf = 0;
        double squaresWith = 0;
        for (int i = lag; i < of.size(); i++) {
            double a = of.get(i) - meanOf;
            double b = with.get(i - lag) - meanWith;
            product += a * b;
            squaresOf += a * a;
            squaresWith += b * b;
        }
        return product / Math.sqrt(squaresOf * squaresWith);
    }

    private static double mean(Vector values) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.get(i);
        }
        return sum / values.size();
    }
}
