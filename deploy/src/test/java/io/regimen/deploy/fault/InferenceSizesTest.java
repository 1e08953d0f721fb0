package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.verify.Finding;
import io.regimen.workflows.Tally;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many backtests as the inference grid says for the horizon of each cell, from the request to {@code verify}. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class InferenceSizesTest {
    /** 3 prediction methods x 1 ensemble x 2 thresholds x 2 look-backs; a third of it at horizon 1. */
    private static final String REQUEST =
            Plant.REQUEST.replace("[2, 4]", "[1, 3]").replace("\"seed\"", """
                    "inference": {"ensemble_methods": ["weighted"], "confidence_thresholds": [0, 0.8],
                                  "lookback_windows": [30, 60]}, "seed\"""");

    private final Plant plant;

    InferenceSizesTest(Plants plants) {
        this.plant = plants.plant();
    }

    @Test
    void backtests_areCountedByHorizon_andAMissingOneIsFound() {
        plant.reset();
        AppProcess app = plant.process("app", List.of("worker-cpu"), "");
        try {
            plant.startGrid(Plant.request(REQUEST));
            assertEquals(new Tally(4, 0, 0, 0), plant.awaitEnd().ended());
        } finally {
            app.stop();
        }

        assertEquals(2 * 4, backtests(1));
        assertEquals(2 * 12, backtests(3));
        assertEquals(
                0,
                plant.count("select count(*) from training_runs where distinct_streams > case when horizon = 1 then 4 "
                        + "else 12 end"));
        assertEquals(2 + 2 * 3, plant.count("select count(*) from trial_ledger"));
        assertEquals(2 * 4 + 2 * 12, plant.count("select sum(configurations) from trial_ledger"));
        plant.verifiedResults();

        String run = "(select min(id) from training_runs where horizon = 1)";
        plant.execute("delete from inference_backtests where id = (select max(id) from inference_backtests where "
                + "training_run_id = " + run
                + " and id not in (select inference_backtest_id from regime_best_models))");
        long id = plant.count("select " + run);
        // which of the rest would lead is another question
        assertLinesMatch(
                List.of("run " + id + " under [0-9a-f]{64} has 3 backtests instead of 4, of which the trial ledger "
                        + "counts 4"),
                plant.findings(Instant.now()).stream()
                        .filter(finding -> finding.invariant().equals("I2"))
                        .map(Finding::what)
                        .toList());
    }

    private long backtests(int horizon) {
        return plant.count(
                "select count(*) from inference_backtests b join training_runs r on r.id = b.training_run_id "
                        + "where r.horizon = " + horizon);
    }
}
