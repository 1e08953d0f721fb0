package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The read queries against a real PostgreSQL that holds {@code fixture.sql}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueriesTest {
    private EmbeddedPostgres postgres;
    private ApplicationContext context;
    private GridQueries grids;
    private RunQueries runs;
    private LeaderQueries leaders;

    @BeforeAll
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var fixture = getClass().getResourceAsStream("/fixture.sql")) {
            statement.execute(new String(Objects.requireNonNull(fixture).readAllBytes(), StandardCharsets.UTF_8));
        }
        context = TestDatabase.beans(postgres);
        grids = context.getBean(GridQueries.class);
        runs = context.getBean(RunQueries.class);
        leaders = context.getBean(LeaderQueries.class);
    }

    @AfterAll
    void stop() throws IOException {
        context.close();
        postgres.close();
    }

    @Test
    void grids_newestFirstWithCounts() {
        Page<GridView> page = grids.list(new GridFilter(null, null), Paging.FIRST);

        assertEquals(
                List.of(3L, 2L, 1L), page.items().stream().map(GridView::id).toList());
        assertEquals(3, page.total());
        GridView beta = page.items().getFirst();
        assertEquals(
                List.of(0L, 0L, 1L, 1L, 3L, 1L),
                List.of(
                        beta.pending(),
                        beta.running(),
                        beta.succeeded(),
                        beta.skipped(),
                        beta.failed(),
                        beta.cancelled()));
        assertEquals(
                "ridge", beta.configGrid().get("model_types").get(0).textValue(), "JSON columns are read as documents");
        assertNull(beta.pausedAt());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            completed, ,      2
            running,   ,      1
            ,          alpha, 2
            completed, alpha, 1
            ,          a_1,   1
            ,          a%1,   0
            ,          a__,   0
            """)
    void grids_filteredByStatusAndPartOfName(String status, String name, long expected) {
        assertEquals(
                expected, grids.list(new GridFilter(status, name), Paging.FIRST).total());
    }

    @Test
    void grids_pageHoldsItsRowsAndTheTotalOfAll() {
        Page<GridView> page = grids.list(new GridFilter(null, null), new Paging(1, 1));

        assertEquals(List.of(2L), page.items().stream().map(GridView::id).toList());
        assertEquals(3, page.total());
    }

    @Test
    void gridByName_isItsNewestExecution() {
        assertEquals(2, grids.latest("alpha").orElseThrow().id());
        assertEquals(1, grids.byId(1).orElseThrow().id());
        assertTrue(grids.latest("ALPHA").isEmpty());
        assertTrue(grids.byId(99).isEmpty());
    }

    @Test
    void cells_filteredByStatusInOrderOfIndex() {
        assertEquals(
                List.of(2, 3, 4),
                grids.cells(3, "failed", Paging.FIRST).items().stream()
                        .map(CellView::cellIndex)
                        .toList());
        assertEquals(6, grids.cells(3, null, new Paging(2, 0)).total());
        assertNull(grids.cells(2, null, Paging.FIRST).items().getFirst().trainingRunId());
    }

    @Test
    void reasons_groupedMostFrequentFirst() {
        assertEquals(
                List.of(
                        new ReasonView("failed", "MISSING_DATA", "too few bars", 2, 2),
                        new ReasonView("failed", "ERROR", "boom", 1, 4),
                        new ReasonView("skipped", null, "already trained", 1, 0)),
                grids.reasons(3));
    }

    @Test
    void runs_filteredByEachField() {
        assertEquals(5, total(RunFilter.ALL));
        assertEquals(4, total(new RunFilter("EURUSD", null, null, null, null, null, null, null)));
        assertEquals(1, total(new RunFilter(null, "4h", null, null, null, null, null, null)));
        assertEquals(1, total(new RunFilter(null, null, "xgboost", null, null, null, null, null)));
        assertEquals(3, total(new RunFilter(null, null, null, "completed", null, null, null, null)));
        assertEquals(2, total(new RunFilter(null, null, null, null, true, null, null, null)));
        assertEquals(3, total(new RunFilter(null, null, null, null, false, null, null, null)));
        assertEquals(1, total(new RunFilter(null, null, null, null, null, "h4", null, null)));
        assertEquals(1, total(new RunFilter(null, null, null, null, null, null, "222", null)));
        assertEquals(0, total(new RunFilter(null, null, null, null, null, null, "_", null)));
        assertEquals(3, total(new RunFilter(null, null, null, null, null, null, null, 3L)));
        assertEquals(1, total(new RunFilter("EURUSD", "1h", "ridge", "completed", true, "h1", "1", 1L)));
    }

    @Test
    void runs_sortedWithAbsentValuesLastInBothDirections() {
        assertEquals(List.of(3L, 1L, 5L, 4L, 2L), sorted(RunSort.BEST_SHARPE, true));
        assertEquals(List.of(1L, 3L, 5L, 4L, 2L), sorted(RunSort.BEST_SHARPE, false));
        assertEquals(List.of(1L, 2L, 3L, 5L, 4L), sorted(RunSort.TRAINING_DURATION_SECONDS, false));
        assertEquals(List.of(3L, 2L, 5L, 4L, 1L), sorted(RunSort.HORIZON, true));
    }

    @ParameterizedTest
    @EnumSource(RunSort.class)
    void runs_everySortFieldIsAColumn(RunSort sort) {
        assertEquals(5, sorted(sort, true).size());
    }

    @ParameterizedTest
    @EnumSource(BacktestSort.class)
    void backtests_everySortFieldIsAColumn(BacktestSort sort) {
        assertEquals(3, runs.backtests(1, "e1", sort, false).size());
    }

    @Test
    void run_absentNumbersStayAbsent() {
        RunView failed = runs.byId(4).orElseThrow();

        assertNull(failed.trainingDurationSeconds());
        assertNull(failed.beatsBaselines());
        assertNull(failed.featureCount());
        assertNull(failed.bestSharpe());
        assertEquals("MISSING_DATA", failed.failureKind());
        assertNull(runs.documents(4).orElseThrow().trainingMetrics());
    }

    @Test
    void run_byIdAndByKeyAreTheSame() {
        RunView run = runs.byId(1).orElseThrow();

        assertEquals(run, runs.byKey("1".repeat(64)).orElseThrow());
        assertEquals(1.5, run.bestSharpe());
        assertEquals("trend_up", run.bestRegimes().get(0).textValue());
        assertEquals(
                "{\"mse\":0.5}", String.valueOf(runs.documents(1).orElseThrow().trainingMetrics()));
        assertTrue(runs.byId(99).isEmpty());
    }

    @Test
    void backtests_sortedBySharpeWithUndefinedLast() {
        List<BacktestView> backtests = runs.backtests(1, "e1", BacktestSort.SHARPE, true);

        assertEquals(
                Arrays.asList(1.5, 0.5, null),
                backtests.stream().map(BacktestView::sharpe).toList());
        assertEquals(9, backtests.getFirst().regimeMetrics().at("/range/trades").intValue());
    }

    @Test
    void leaders_filteredAndJoinedWithRunAndConfiguration() {
        assertEquals(
                List.of("range", "trend_up"),
                leaders.leaders(new LeaderFilter("EURUSD", "1h", null, null, null), Paging.FIRST).items().stream()
                        .map(LeaderView::regimeName)
                        .toList());
        LeaderView proven = leaders.leaders(new LeaderFilter(null, null, null, "PROVEN", 3L), Paging.FIRST)
                .items()
                .getFirst();
        assertEquals("xgboost", proven.modelType());
        assertEquals(2.5, proven.sharpe());
        assertEquals("e".repeat(64), proven.artifactSha256());
        assertEquals("lean-oanda", proven.datasetVendor());
        assertEquals("{\"fee_bps\":0.5}", String.valueOf(proven.costs()));
        assertEquals(
                0,
                leaders.leaders(new LeaderFilter("BTCUSDT", null, null, null, null), Paging.FIRST)
                        .total());
    }

    @Test
    void promotions_newestFirst() {
        List<PromotionView> range = leaders.promotions(
                        new PromotionFilter("EURUSD", "1h", "range", null, null), Paging.FIRST)
                .items();

        assertEquals(
                List.of("NOT_ELIGIBLE", "PROMOTED", "FIRST"),
                range.stream().map(PromotionView::outcome).toList());
        assertEquals(1L, range.get(1).displacedRunId());
        assertNull(range.getFirst().score());
    }

    @Test
    void datasets_newestOfEachMarket() {
        DatasetQueries datasets = context.getBean(DatasetQueries.class);

        assertEquals(
                List.of("c".repeat(64), "b".repeat(64)),
                datasets.newest().stream().map(DatasetView::hash).toList());
        assertEquals(2, datasets.list("EURUSD", "1h", Paging.FIRST).total());
    }

    @Test
    void regimes_newestVersionFirst() {
        assertEquals(
                List.of("fixture_range 2", "fixture_range 1", "fixture_trend 1"),
                context.getBean(RegimeQueries.class).all().stream()
                        .filter(regime -> regime.regimeName().startsWith("fixture_"))
                        .map(regime -> regime.regimeName() + " " + regime.version())
                        .toList());
    }

    @Test
    void means_areThoseOfCompletedRuns() {
        List<MeanCost> means = context.getBean(EstimateQueries.class).means();

        assertEquals(
                List.of("ridge", "xgboost"),
                means.stream().map(MeanCost::modelType).toList());
        assertEquals(2, means.getFirst().runs());
        assertEquals(0.3 + 0.4 + 0.1, means.getFirst().totalSeconds(), 1e-12);
    }

    @Test
    void backtestCosts_areThoseOfEvaluationsWithBacktests() {
        List<BacktestCost> costs = context.getBean(EstimateQueries.class).backtestCosts();

        assertEquals(
                List.of("ridge", "xgboost"),
                costs.stream().map(BacktestCost::modelType).toList());
        // of two ridge runs one has backtests: three
        assertEquals(1, costs.getFirst().runs());
        assertEquals((0.3 + 0.1) / 3, costs.getFirst().secondsPerBacktest(), 1e-12);
        assertEquals(0.5 + 0.1, costs.getLast().secondsPerBacktest(), 1e-12);
    }

    @Test
    void trained_onlyWithThisSeedOnTheseDatasets() {
        EstimateQueries estimates = context.getBean(EstimateQueries.class);
        List<String> hashes = List.of("h1", "h2", "h4", "h9");

        assertEquals(Set.of("h1"), estimates.trained(hashes, List.of("b".repeat(64)), 7));
        assertEquals(Set.of("h1", "h2"), estimates.trained(hashes, List.of("a".repeat(64), "b".repeat(64)), 7));
        assertEquals(Set.of(), estimates.trained(hashes, List.of("b".repeat(64)), 8));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1001, 0", "10, -1"})
    void paging_outOfBoundsIsRefused(int limit, long offset) {
        assertThrows(IllegalArgumentException.class, () -> new Paging(limit, offset));
    }

    private long total(RunFilter filter) {
        return runs.list(filter, RunSort.ID, true, Paging.FIRST).total();
    }

    private List<Long> sorted(RunSort sort, boolean descending) {
        return runs.list(RunFilter.ALL, sort, descending, Paging.FIRST).items().stream()
                .map(RunView::id)
                .toList();
    }
}
