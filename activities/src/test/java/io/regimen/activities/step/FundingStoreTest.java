package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.FundingImport;
import io.regimen.activities.market.FundingRates;
import io.regimen.activities.market.FundingRates.Charge;
import io.regimen.workflows.Costs;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.Funding;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.temporal.failure.ApplicationFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Funding rates on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FundingStoreTest {
    private static final Costs FREE = new Costs(0.0, 0, 0);
    private static final int HOUR = 3600;
    private static final Bars BARS = bars(48);
    /** Every eight hours from the first bar on for two days: 1, 2, 3... basis points. */
    private static final FundingRates RATES = rates("BTCUSDT", 6);

    private EmbeddedPostgres postgres;
    private ApplicationContext context;
    private FundingStore store;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        context = TestServers.beans(postgres, 2).start();
        store = context.getBean(FundingStore.class);
        assertTrue(store.add(read(RATES), "btc.csv"));
    }

    @AfterAll
    void stop() throws IOException {
        context.close();
        postgres.close();
    }

    private static Bars bars(int hours) {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < hours; i++) {
            out.add((long) i * HOUR, 1, 1, 1, 1, 0, 0);
        }
        return out.build();
    }

    private static FundingRates rates(String symbol, int charges) {
        List<Charge> out = new ArrayList<>();
        for (int i = 0; i < charges; i++) {
            out.add(new Charge(8L * HOUR * i, 1e-4 * (i + 1)));
        }
        return new FundingRates(symbol, out);
    }

    private static FundingImport read(FundingRates rates) {
        return new FundingImport(
                rates, null, new FundingImport.Report(rates.charges().size(), 0, false, 0, 8, 0, rates.perYear()));
    }

    private static Costs funded(String symbol, String hash) {
        return FREE.with(Funding.of(symbol, hash));
    }

    @Test
    void add_twice_isOnce() {
        assertFalse(store.add(read(RATES), "again.csv"));
    }

    @Test
    void curve_namedSymbolPaysItsSeries_othersTheConstantRate() {
        Costs costs =
                FREE.with(new Funding(7, 12, Funding.of("BTCUSDT", RATES.hash()).series(), java.util.Map.of()));
        for (int i = 0; i < 48; i++) {
            assertEquals(
                    i % 8 == 0 ? 1e-4 * (i / 8 + 1) : 0,
                    store.curve("BTCUSDT", BARS, 0, 48, costs).carry(i, 1),
                    1e-18);
            assertEquals(
                    i % 12 == 0 ? 7e-4 : 0,
                    store.curve("ETHUSDT", BARS, 0, 48, costs).carry(i, 1),
                    1e-18);
        }
    }

    @Test
    void curve_barsThatTheSeriesDoesNotCover_isMissingData() {
        Costs costs = funded("BTCUSDT", RATES.hash());
        Bars longer = bars(60);
        assertEquals(1e-4 * 6, store.curve("BTCUSDT", longer, 0, 48, costs).carry(40, 1), 1e-18);
        ApplicationFailure refused =
                assertThrows(ApplicationFailure.class, () -> store.curve("BTCUSDT", longer, 0, 49, costs));
        assertEquals(FailureKind.MISSING_DATA.name(), refused.getType());
        assertTrue(
                refused.getOriginalMessage()
                        .contains("from 1970-01-01T00:00:00Z to 1970-01-02T16:00:00Z, and those from"
                                + " 1970-01-01T00:00:00Z to 1970-01-03T01:00:00Z are needed"),
                refused.getOriginalMessage());
    }

    @Test
    void check_unknownSeriesOrThatOfAnother_isBadInput() {
        store.check(null);
        store.check(FREE);
        store.check(funded("BTCUSDT", RATES.hash()));
        ApplicationFailure unknown =
                assertThrows(ApplicationFailure.class, () -> store.check(funded("BTCUSDT", "0".repeat(64))));
        ApplicationFailure other =
                assertThrows(ApplicationFailure.class, () -> store.check(funded("ETHUSDT", RATES.hash())));
        assertEquals(FailureKind.BAD_INPUT.name(), unknown.getType());
        assertTrue(unknown.getOriginalMessage().contains("there is no funding series"), unknown.getOriginalMessage());
        assertTrue(other.getOriginalMessage().contains("is the funding of BTCUSDT"), other.getOriginalMessage());
    }

    @Test
    void curve_ratesThatWereChanged_areNotUsed() throws SQLException {
        FundingRates other = rates("XRPUSDT", 5);
        store.add(read(other), "xrp.csv");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update funding_series set rates = replace(rates, ',', ',1') where symbol = 'XRPUSDT'");
        }
        assertThrows(
                CorruptFileException.class, () -> store.curve("XRPUSDT", BARS, 0, 40, funded("XRPUSDT", other.hash())));
    }

    @Test
    void evaluation_hashDependsOnTheSeries() throws IOException {
        String grid = """
                {"name": "g", "symbols": ["BTCUSDT"], "costs": {"funding": {"series": {"BTCUSDT": "%s"}}}}""";
        GridRequest one = Json.mapper().readValue(grid.formatted("a".repeat(64)), GridRequest.class);
        GridRequest same = Json.mapper().readValue(grid.formatted("a".repeat(64)), GridRequest.class);
        GridRequest other = Json.mapper().readValue(grid.formatted("b".repeat(64)), GridRequest.class);
        assertEquals(
                Evaluation.of(one, BuiltInRegimes.defaults()).hash(),
                Evaluation.of(same, BuiltInRegimes.defaults()).hash());
        assertNotEquals(
                Evaluation.of(one, BuiltInRegimes.defaults()).hash(),
                Evaluation.of(other, BuiltInRegimes.defaults()).hash());
    }
}
