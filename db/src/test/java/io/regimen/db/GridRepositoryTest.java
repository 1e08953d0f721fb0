package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabase.Extension.class)
class GridRepositoryTest {
    private final TestDatabase database;
    private final GridRepository grids;

    GridRepositoryTest(TestDatabase database) {
        this.database = database;
        this.grids = database.get(GridRepository.class);
    }

    @BeforeEach
    void grid() {
        assertEquals(1, add("uuid"));
        cells(6);
    }

    @Test
    void add_sameUuid_keepsTheFirst() {
        assertEquals(0, add("uuid"));
        assertEquals(1, database.number("select count(*) from training_queue"));
    }

    @Test
    void addCells_twice_isOnceAndKeepsWhatHappenedSince() {
        grids.endCell(1, 0, "failed", null, "ERROR", "boom");
        cells(6);

        assertEquals(6, database.number("select count(*) from grid_cells"));
        assertEquals("failed", cell(0));
    }

    @ParameterizedTest
    @CsvSource({"pending, 1", "running, 1", "succeeded, 0", "skipped, 0", "failed, 0", "cancelled, 0"})
    void endCell_aFinalStateIsKept(String before, int changed) {
        database.execute("update grid_cells set status = '" + before + "' where cell_index = 2");

        assertEquals(changed, grids.endCell(1, 2, "failed", null, "ERROR", "late"));
        assertEquals(changed == 1 ? "failed" : before, cell(2));
    }

    @Test
    void endCell_withoutARun_keepsTheOneItHad() {
        long run = database.run("1", "owner").id();
        grids.startCell(1, 0, run);
        grids.endCell(1, 0, "cancelled", null, null, null);

        assertEquals(run, grids.cell(1, 0).orElseThrow().trainingRunId());
    }

    @Test
    void skip_touchesOnlyPendingCellsThatAreNamed() {
        database.execute("update grid_cells set status = 'running' where cell_index = 1");

        assertEquals(2, grids.skip(1, "{1,2,3,77}"));
        assertEquals(0, grids.skip(1, "{1,2,3,77}"));
        assertEquals(List.of("pending", "running", "skipped", "skipped"), states(4));
    }

    @Test
    void requeueFailed_forgetsTheReasonAndLeavesTheRest() {
        grids.endCell(1, 0, "failed", null, "ERROR", "boom");
        grids.endCell(1, 1, "cancelled", null, null, null);

        assertEquals(1, grids.requeueFailed(1));
        assertEquals(List.of("pending", "cancelled", "pending"), states(3));
        assertEquals("null", database.text("select reason from grid_cells where cell_index = 0"));
        assertEquals(List.of(0, 2, 3, 4, 5), grids.pendingIndices(1));
        assertEquals(
                List.of(2, 3),
                grids.pending(1, 2, 2).stream()
                        .map(GridRepository.Cell::cellIndex)
                        .toList());
    }

    @Test
    void counts_areThoseOfTheCells() {
        grids.endCell(1, 0, "failed", null, "ERROR", "boom");
        grids.endCell(1, 1, "succeeded", null, null, null);

        assertEquals(new GridRepository.Counts(4, 0, 1, 0, 1, 0), grids.counts(1));
    }

    @Test
    void abandoned_areOtherOpenExecutionsOfTheSameWorkflow() {
        add("later");

        assertEquals(
                List.of(1L),
                grids.abandoned("grid-g", 2).stream()
                        .map(GridRepository.Grid::id)
                        .toList());
        grids.setStatus(1, "cancelled", null);
        assertEquals(List.of(), grids.abandoned("grid-g", 2));
    }

    @Test
    void notifyFinished_twice_isOneWithTheLastPayload() {
        grids.notifyFinished("uuid", 1, "{\"failed\": 1}");
        grids.notifyFinished("uuid", 1, "{\"failed\": 0}");

        assertEquals(1, database.number("select count(*) from notifications"));
        assertEquals("0", database.text("select payload ->> 'failed' from notifications"));
    }

    private int add(String uuid) {
        return grids.add(uuid, "g", "grid-g", "{}", "e", 42, 6, 4, "test");
    }

    private void cells(int count) {
        List<BatchWriter.CellRow> rows = IntStream.range(0, count)
                .mapToObj(i -> new BatchWriter.CellRow(
                        i, "c" + i, null, "{}", null, "cell " + i, "EURUSD/1h", "ridge", "q", "pending", null, null))
                .toList();
        database.inTransaction(() -> {
            database.get(BatchWriter.class).addCells(1, rows);
            return null;
        });
    }

    private String cell(int index) {
        return grids.cell(1, index).orElseThrow().status();
    }

    private List<String> states(int first) {
        return IntStream.range(0, first).mapToObj(this::cell).toList();
    }
}
