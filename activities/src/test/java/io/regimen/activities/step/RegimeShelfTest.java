package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.regimen.db.RegimeSetRepository;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeSet;
import io.regimen.workflows.regime.RegimeVersion;
import io.temporal.failure.ApplicationFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegimeShelfTest {
    private EmbeddedPostgres postgres;
    private ApplicationContext context;
    private RegimeSetRepository sets;
    private RegimeShelf shelf;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        context = TestServers.beans(postgres, 2).start();
        sets = context.getBean(RegimeSetRepository.class);
        shelf = context.getBean(RegimeShelf.class);
        save(1, "0");
        save(2, "0.001");
        save(3, "0.002");
        sets.retire("ours", 3, "test");
    }

    @AfterAll
    void stop() throws IOException {
        context.close();
        postgres.close();
    }

    private static RegimeVersion ours(int version, String level) {
        return new RegimeVersion(
                RegimeSet.parse("{\"name\": \"ours\", \"regimes\": [{\"name\": \"up\", \"rule\": {\"returns\": \"> "
                        + level + "\"}}]}"),
                version);
    }

    private void save(int version, String level) {
        RegimeVersion regimes = ours(version, level);
        String json = Json.write(regimes.set().json());
        assertEquals(1, sets.add("ours", version, regimes.hash(), json, "test", "ours@" + version));
        assertEquals(0, sets.add("ours", version, "other", json, "test", "ours@" + version), "a version is taken once");
    }

    @Test
    void wanted_namesAndVersions() {
        assertEquals(BuiltInRegimes.defaults(), shelf.wanted(null));
        assertEquals(BuiltInRegimes.literal(), shelf.wanted("literal"));
        assertEquals(BuiltInRegimes.literal(), shelf.wanted("literal@1"));
        assertEquals(ours(2, "0.001"), shelf.wanted("ours@2"));
        assertEquals(ours(3, "0.002"), shelf.planned("ours@3"), "what was planned goes on under a retired version");
    }

    @ParameterizedTest
    @CsvSource({
        "ours,    ours@3 is retired",
        "ours@3,  ours@3 is retired",
        "ours@9,  there is no set ours@9",
        "nobody,  there is no set nobody",
        "A;drop,  names no regime set"
    })
    void wanted_whatIsNotThereIsSaid(String reference, String message) {
        ApplicationFailure failure = assertThrows(ApplicationFailure.class, () -> shelf.wanted(reference));
        assertEquals(FailureKind.BAD_INPUT.name(), failure.getType());
        assertTrue(failure.getOriginalMessage().contains(message), failure.getOriginalMessage());
    }

    @Test
    void hashed_findsEveryVersionEverSaved() {
        for (RegimeVersion version :
                List.of(BuiltInRegimes.defaults(), BuiltInRegimes.literal(), ours(1, "0"), ours(3, "0.002"))) {
            assertEquals(version, shelf.hashed(version.hash()));
        }
        assertThrows(ApplicationFailure.class, () -> shelf.hashed("0".repeat(64)));
    }

    /** Terms of runs that were judged before regimes could be chosen keep their hash. */
    @Test
    void evaluation_underTheDefaultsIsWhatItWas() throws IOException {
        GridRequest request = Json.mapper().readValue("{}", GridRequest.class);
        Evaluation plain = Evaluation.of(request, shelf.wanted(null));
        assertEquals(List.of("version", "inference", "costs", "regimes"), fields(plain));
        Evaluation other = plain.again(null, null, ours(2, "0.001"));
        assertEquals(List.of("version", "inference", "costs", "regimes", "regime_set"), fields(other));
        assertEquals("ours@2", other.regimeSet());
        assertEquals(other, other.again(null, null, null), "what is not asked for stays");
        assertEquals(plain, other.again(null, null, BuiltInRegimes.defaults()));
    }

    private static List<String> fields(Evaluation evaluation) {
        List<String> out = new java.util.ArrayList<>();
        Json.mapper().valueToTree(evaluation).fieldNames().forEachRemaining(out::add);
        return out;
    }
}
