package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.TestApi.Answer;
import io.regimen.workflows.Json;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeMeasure;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Regime sets by API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegimesTest {
    private static final String SET = """
            {"name": "%s", "regimes": [{"name": "up", "rule": {"returns": "> %s"}}]}""";

    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    /** What the migration wrote is what the program computes with. */
    @Test
    void sets_theBuiltInOnesAreThoseOfTheProgram() {
        for (RegimeVersion known : BuiltInRegimes.all()) {
            JsonNode stored = api.get("/api/regimes/sets/" + known.reference()).json();
            assertEquals(known.hash(), stored.path("hash").asText());
            assertEquals(known.set(), RegimeSet.parse(stored.path("definition").toString()));
        }
        assertTrue(
                api.get("/api/regimes").json().findValuesAsText("regime_name").contains("literal@1/bull_trending"));
        assertEquals(
                RegimeMeasure.values().length,
                api.get("/api/regimes/measures").json().size());
    }

    /** The hash that stored evaluations carry is that of the form in which the defaults were first stored. */
    @Test
    void sets_theDefaultsKeepTheirHash() {
        assertEquals(
                BuiltInRegimes.defaults().hash(),
                Json.sha256Hex(("{\"minimum_dwell\":5,\"rank_window\":500,\"sigma_window\":500,\"trend_threshold\":1,"
                                + "\"trend_window\":50,\"version\":1,\"volatile_rank\":0.75,\"volatility_window\":20}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void save_aChangedSetIsANewVersion_andTheSameIsNot() {
        Answer first = api.post("/api/regimes/sets", SET.formatted("mine", "0"));
        assertEquals(201, first.status(), first.response().body());
        assertEquals("/api/regimes/sets/mine@1", first.header("Location"));
        assertEquals(
                200, api.post("/api/regimes/sets", SET.formatted("mine", "0.0")).status());
        Answer second = api.post("/api/regimes/sets", SET.formatted("mine", "0.001"));
        assertEquals(201, second.status());
        assertEquals(2, second.json().path("version").asInt());
        assertEquals("2", api.get("/api/regimes/sets/mine").text("/version"));
        assertTrue(api.get("/api/regimes/sets/mine@1").response().body().contains("> 0\""));
        assertTrue(
                api.get("/api/regimes").json().findValuesAsText("regime_name").contains("mine@2/up"));
    }

    @Test
    void retire_keepsTheVersionAndRefusesTheDefaults() {
        api.post("/api/regimes/sets", SET.formatted("old", "0"));
        assertEquals(200, api.post("/api/regimes/sets/old@1/retire", "{}").status());
        assertTrue(api.get("/api/regimes/sets/old@1").json().hasNonNull("retired_at"));
        assertEquals(409, api.post("/api/regimes/sets/old@1/retire", "{}").status());
        assertEquals(409, api.post("/api/regimes/sets/default@1/retire", "{}").status());
        assertEquals(404, api.post("/api/regimes/sets/nobody/retire", "{}").status());
        boolean active = StreamSupport.stream(api.get("/api/regimes").json().spliterator(), false)
                .filter(regime -> regime.path("regime_name").asText().equals("old@1/up"))
                .anyMatch(regime -> regime.path("is_active").booleanValue());
        assertTrue(!active, "a regime of a retired set is not active");
        // saving it again makes it anew
        assertEquals(
                2,
                api.post("/api/regimes/sets", SET.formatted("old", "0"))
                        .json()
                        .path("version")
                        .asInt());
    }

    @Test
    void save_aDetectorIsStoredWithEverythingWrittenOut_andItsStatesAreRegimes() {
        Answer saved = api.post("/api/regimes/sets", """
                {"name": "hidden", "regimes": [{"name": "calm"}, {"name": "wild"}],
                 "detector": {"kind": "jump_model", "features": ["volatility"]}}""");
        assertEquals(201, saved.status(), saved.response().body());
        RegimeSet stored = RegimeSet.parse(
                api.get("/api/regimes/sets/hidden").json().path("definition").toString());
        assertEquals(
                "{\"kind\":\"jump_model\",\"penalty\":20.0,\"order\":\"volatility\","
                        + "\"features\":[{\"volatility\":{\"hour_weeks\":0,\"window\":20}}],"
                        + "\"train\":5000,\"refit\":500,\"seed\":1}",
                stored.json().path("detector").toString());
        JsonNode wild = StreamSupport.stream(api.get("/api/regimes").json().spliterator(), false)
                .filter(regime -> regime.path("regime_name").asText().equals("hidden@1/wild"))
                .findFirst()
                .orElseThrow();
        assertEquals("jump_model", wild.at("/detection_rules/kind").asText());
        Answer refused = api.post("/api/regimes/sets", """
                {"name": "hidden", "regimes": [{"name": "calm"}, {"name": "wild"}],
                 "detector": {"kind": "jump_model", "features": ["tomorrow"]}}""");
        assertEquals(422, refused.status());
        assertEquals("detector.features[0].tomorrow", refused.text("/problems/0/field"));
    }

    @Test
    void validate_aGridUnderAnUnknownOrRetiredSetIsRefusedBeforeItStarts() {
        api.post("/api/regimes/sets", SET.formatted("gone", "0"));
        api.post("/api/regimes/sets/gone@1/retire", "{}");
        assertEquals("", problem("default"));
        assertEquals("", problem("literal@1"));
        assertEquals("regimes: there is no set nobody", problem("nobody"));
        assertEquals("regimes: there is no set default@2", problem("default@2"));
        assertEquals("regimes: gone@1 is retired: nothing new is judged under it", problem("gone"));
        assertEquals("regimes: does not name a regime set", problem("No Name"));
        String unknown = request("nobody");
        assertEquals(422, api.post("/api/grids", unknown).status());
        assertEquals(422, api.post("/api/grids/estimate", unknown).status());
    }

    private String problem(String regimes) {
        Answer answer = api.post("/api/grids/validate", request(regimes));
        JsonNode problems = answer.json().path("problems");
        assertEquals(problems.isEmpty(), answer.json().path("valid").booleanValue());
        assertTrue(problems.size() <= 1, problems::toString);
        return problems.isEmpty() ? "" : answer.text("/problems/0/field") + ": " + answer.text("/problems/0/message");
    }

    private static String request(String regimes) {
        return TestApi.REQUEST.formatted("judged").replace("\"seed\"", "\"regimes\": \"" + regimes + "\", \"seed\"");
    }

    @Test
    void save_whatStandsStays() {
        api.post("/api/regimes/sets", SET.formatted("fixed", "0"));
        for (String sql : new String[] {
            "update regime_sets set definition = '{}' where name = 'fixed'",
            "delete from regime_sets where name = 'fixed'"
        }) {
            SQLException refused = assertThrows(SQLException.class, () -> {
                try (var connection = api.postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            });
            assertTrue(String.valueOf(refused.getMessage()).contains("stays as it is"), refused.getMessage());
        }
    }

    @Test
    void save_whatIsWrongIsNamed() {
        Answer unknown =
                api.post("/api/regimes/sets", SET.formatted("mine", "0").replace("returns", "tomorrow"));
        assertEquals(422, unknown.status());
        assertEquals("regimes[0].rule.tomorrow", unknown.text("/problems/0/field"));
        Answer nested = api.post(
                "/api/regimes/sets",
                "{\"name\": \"deep\", \"regimes\": [{\"name\": \"a\", \"rule\": " + "{\"not\":".repeat(10_000) + "1"
                        + "}".repeat(10_000) + "}]}");
        assertEquals(422, nested.status());
        assertTrue(nested.text("/detail").contains("nested more than 8 deep"), nested.text("/detail"));
    }

    @Test
    void test_asksAWorkerAboutTheSetAndTheDataset() {
        Answer unreadable = api.post("/api/regimes/test", "{\"regimes\": \"literal\", \"market\": \"EURUSD\"}");
        assertEquals(400, unreadable.status());
        Answer answer = api.post("/api/regimes/test", """
                {"regimes": "literal", "market": "EURUSD/1h"}""");
        assertEquals(200, answer.status(), answer.response().body());
        assertEquals("literal@1", answer.text("/regimes"));
        Answer own = api.post("/api/regimes/test", """
                {"set": SET, "market": "EURUSD/1h"}""".replace("SET", SET.formatted("own", "0")));
        assertEquals("own@1", own.text("/regimes"));
        assertEquals(
                400,
                api.post("/api/regimes/test", "{\"market\": \"EURUSD/1h\"}").status());
        assertEquals(
                400, api.post("/api/regimes/test", "{\"regimes\": \"literal\"}").status());
        assertEquals(
                404,
                api.post("/api/regimes/test", "{\"regimes\": \"literal\", \"dataset\": \"zz\"}")
                        .status());
    }
}
