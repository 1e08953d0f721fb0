package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.local.TemporalBinary;
import io.regimen.workflows.GridProgress;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Tally;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starting, pausing, cancelling, failing and healing a grid on real servers, by API and by the plain temporal program. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class ControlsTest {
    private static final String SLOW = Plant.REQUEST
            .replace("[15]", "[2000]")
            .replace("[\"ridge\", \"xgboost\"]", "[\"xgboost\"]")
            .replace("[2, 4]", "[11, 12]")
            .replace("\"window\": 2", "\"window\": 1");

    private final Plant plant;
    private @Nullable AppProcess app;

    @TempDir
    Path folder = Path.of(".");

    ControlsTest(Plants plants) {
        this.plant = plants.plant();
    }

    @BeforeEach
    void reset() {
        plant.reset();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.stop();
        }
    }

    private void start(String fault) {
        app = plant.process("app", List.of("api", "worker-cpu"), fault);
    }

    @Test
    void start_byTemporalAndByApi_givesTheSameHashesAndTrainsOnce() throws IOException, InterruptedException {
        start("");
        Path file = Files.writeString(folder.resolve("grid.json"), Plant.REQUEST);
        startByTemporal(file);
        assertEquals(new Tally(4, 0, 0, 0), plant.awaitEnd().ended());

        assertEquals(201, post("/api/grids", Plant.REQUEST).statusCode());
        GridProgress second = plant.awaitEnd();

        assertEquals(new Tally(0, 4, 0, 0), second.ended());
        assertEquals(4, second.alreadyTrained());
        assertEquals(4, plant.count("select count(*) from training_runs"));
        assertEquals(4, plant.count("select count(distinct config_hash) from grid_cells"));
        assertEquals(4, plant.count("select count(*) from grid_cells where reason = 'already trained'"));
        plant.verifiedResults();
    }

    @Test
    void pause_stopsNewCells_andResumeGoesOn() throws IOException, InterruptedException {
        start("");
        plant.startGrid(Plant.request(SLOW.replace("[2000]", "[300]")));
        Plant.await("a run", () -> plant.count("select count(*) from training_runs") == 1);
        assertEquals(200, post("/api/grids/faults/pause", "{}").statusCode() / 100 * 100);
        Plant.await(
                "the running cell ends",
                () -> plant.count("select count(*) from grid_cells where status = 'succeeded'") == 1);
        Plant.await(
                "the state shows",
                () -> plant.count("select count(*) from training_queue where status = 'paused'") == 1);
        Thread.sleep(2000); // time in which a cell that should not start could start
        assertEquals(1, plant.count("select count(*) from training_runs"));
        post("/api/grids/faults/resume", "{}");
        assertEquals(new Tally(2, 0, 0, 0), plant.awaitEnd().ended());
        plant.verifiedResults();
    }

    @Test
    void cancel_endsTheTrainingWithinItsHeartbeat_andLeavesNothing() throws IOException, InterruptedException {
        start("");
        plant.startGrid(Plant.request(SLOW));
        Plant.await("a run", () -> plant.count("select count(*) from training_runs where fence = 1") == 1);
        Instant asked = Instant.now();
        post("/api/grids/faults/cancel", "{}");
        assertThrows(
                WorkflowFailedException.class,
                () -> plant.withClient(client -> client.newUntypedWorkflowStub(GridRequest.workflowId(Plant.GRID))
                        .getResult(GridProgress.class)));
        assertTrue(Duration.between(asked, Instant.now()).compareTo(Duration.ofSeconds(20)) < 0);

        assertEquals(2, plant.count("select count(*) from grid_cells where status = 'cancelled'"));
        assertEquals(1, plant.count("select count(*) from training_runs where status = 'cancelled'"));
        assertEquals(0, plant.count("select count(*) from artifacts where kind = 'model' and state <> 'DELETED'"));
        plant.verifiedResults();
    }

    @Test
    void failingCell_isCountedWithItsReason_andHealedAfterwards() throws IOException, InterruptedException {
        start("memory:before_train:1");
        plant.startGrid(Plant.request());
        assertEquals(new Tally(3, 0, 1, 0), plant.awaitEnd().ended());
        assertEquals(
                1,
                plant.count(
                        "select count(*) from grid_cells where failure_kind = 'OUT_OF_MEMORY' and reason like '%injected%'"));
        plant.verifiedResults();

        Files.createFile(plant.settings().in("faults", "healed"));
        post("/api/grids/faults/retry-failed", "{}");
        Plant.await(
                "the cell heals",
                () -> plant.count("select count(*) from training_queue where status = 'completed'") == 1
                        && plant.count("select count(*) from grid_cells where status = 'succeeded'") == 4);
        assertEquals(new Tally(4, 0, 0, 0), plant.awaitEnd().ended());
        assertEquals(1, plant.count("select count(*) from notifications"));
        plant.verifiedResults();
    }

    @Test
    void terminated_betweenJudgeAndFinish_trainsNothingTwiceAndLosesNothing() throws IOException {
        start("error:after_judge:1");
        plant.startGrid(Plant.request());
        Plant.await(
                "a judged run whose cell has not finished",
                () -> plant.count("select count(*) from training_runs where judged and status = 'running'") == 1
                        && plant.count("select count(*) from training_runs where status = 'completed'") == 3);
        plant.withClient(client -> {
            for (String id : List.of("grid-faults", "grid-faults/m/1")) {
                client.newUntypedWorkflowStub(id).terminate("test");
            }
            return null;
        });
        Files.createFile(plant.settings().in("faults", "healed"));

        plant.startGrid(Plant.request());

        GridProgress again = plant.awaitEnd();
        assertEquals(new Tally(0, 4, 0, 0), again.ended());
        assertEquals(4, plant.count("select count(*) from training_runs where status = 'completed' and fence = 1"));
        assertEquals(
                4,
                plant.count("select count(*) from grid_cells c join training_queue q on q.id = c.queue_id "
                        + "where q.status = 'cancelled' and c.status = 'succeeded'"));
        plant.verifiedResults();
    }

    @Test
    void marketWithoutBars_failsItsCellsOnly() throws IOException, InterruptedException {
        start("");
        plant.startGrid(Plant.request(Plant.REQUEST.replace("[\"SIMUSD\"]", "[\"SIMUSD\", \"NOBARS\"]")));
        assertEquals(new Tally(4, 0, 4, 0), plant.awaitEnd().ended());
        assertEquals(4, plant.count("select count(*) from grid_cells where failure_kind = 'MISSING_DATA'"));
        plant.verifiedResults();
    }

    @Test
    void start_withAnInputThatIsNoRequest_failsAtOnceWithTheReason() throws IOException, InterruptedException {
        start("");
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"name\": \"faults\", \"horizons\": \"many\"}");
        startByTemporal(file);
        WorkflowFailedException failure = assertThrows(
                WorkflowFailedException.class,
                () -> plant.withClient(client -> {
                    WorkflowStub grid = client.newUntypedWorkflowStub("grid-faults");
                    return grid.getResult(GridProgress.class);
                }));
        assertTrue(String.valueOf(failure.getCause()).contains("horizons"), () -> String.valueOf(failure.getCause()));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = plant.settings().api().uri().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(2, response.statusCode() / 100, response::body);
            return response;
        }
    }

    private void startByTemporal(Path file) throws IOException, InterruptedException {
        Path program = new TemporalBinary(plant.settings().home()).find().orElseThrow();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "workflow",
                        "start",
                        "--type",
                        "GridTrainingWorkflow",
                        "--task-queue",
                        "regimen-cpu",
                        "--workflow-id",
                        "grid-faults",
                        "--input-file",
                        file.toString(),
                        "--address",
                        plant.settings().temporal().address())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
