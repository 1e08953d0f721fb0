package io.regimen.deploy.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.artifact.StoreLimits;
import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void load_defaults() {
        Settings settings = load(Map.of());
        assertEquals(home, settings.home());
        assertEquals("127.0.0.1:7233", settings.temporal().address());
        assertEquals(7233, settings.temporal().port());
        assertEquals(
                "jdbc:postgresql://127.0.0.1:5433/regimen", settings.database().url());
        assertEquals("http://127.0.0.1:9100", settings.store().endpoint().toString());
        assertEquals("http://127.0.0.1:8080", settings.api().uri().toString());
        assertFalse(settings.temporal().external()
                || settings.database().external()
                || settings.store().external());
    }

    @Test
    void load_variableWinsOverFile() throws IOException {
        Files.writeString(home.resolve("regimen.properties"), "REGIMEN_API_PORT=1111\nREGIMEN_PG_PORT=2222\n");
        Settings settings = load(Map.of("REGIMEN_API_PORT", "3333"));
        assertEquals(3333, settings.api().port());
        assertEquals(2222, settings.database().port());
    }

    @Test
    void limits_ofTheStore() {
        StoreLimits plain = load(Map.of()).store().limits();
        assertEquals(
                new StoreLimits(null, true, 200_000_000, List.of(home.resolve("store"), home.resolve("postgres"))),
                plain);
        StoreLimits given = load(Map.of(
                        "REGIMEN_STORE_QUOTA", "20GB", "REGIMEN_KEEP_FREE", "0MB", "REGIMEN_STORE_FULL", "pause"))
                .store()
                .limits();
        assertEquals(new StoreLimits(20_000_000_000L, false, 0, plain.watched()), given);
    }

    @ParameterizedTest
    @CsvSource({
        "REGIMEN_STORE_QUOTA, 20, a size such as",
        "REGIMEN_KEEP_FREE, -1MB, a size such as",
        "REGIMEN_STORE_QUOTA, 99999999TB, a size such as",
        "REGIMEN_STORE_FULL, delete, drop-features or pause",
    })
    void limits_thatCannotBeUsed(String name, String value, String hint) {
        CommandException refusal = assertThrows(CommandException.class, () -> load(Map.of(name, value)));
        assertTrue(refusal.getMessage().contains(name) && refusal.getMessage().contains(hint), refusal.getMessage());
    }

    @Test
    void load_fileWithUnknownName() throws IOException {
        Files.writeString(home.resolve("regimen.properties"), "REGIMEN_API_PROT=1111\n");
        CommandException refusal = assertThrows(CommandException.class, () -> load(Map.of()));
        assertTrue(refusal.getMessage().contains("REGIMEN_API_PROT"));
        assertEquals(2, refusal.exitCode());
    }

    @Test
    void secrets_madeOnceAndPrivate() throws IOException {
        Settings first = load(Map.of());
        Settings second = load(Map.of());
        assertEquals(first, second);
        assertNotEquals(
                first.database().password().value(), first.store().secretKey().value());
        assertEquals(40, first.database().password().value().length());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets.properties"))));
    }

    @Test
    void toString_showsNoSecret() {
        Settings settings = load(Map.of(
                "REGIMEN_TEMPORAL_ADDRESS", "t.example.org:7233",
                "REGIMEN_TEMPORAL_API_KEY", "hidden-key"));
        assertEquals(3, settings.secrets().size());
        settings.secrets().forEach(secret -> assertFalse(settings.toString().contains(secret)));
        assertTrue(settings.secrets().contains("hidden-key"));
    }

    @Test
    void load_externalServers() {
        Settings settings = load(Map.of(
                "REGIMEN_TEMPORAL_ADDRESS", "t.example.org:443",
                "REGIMEN_TEMPORAL_NAMESPACE", "quant",
                "REGIMEN_DB_URL", "jdbc:postgresql://db.example.org/x",
                "REGIMEN_DB_USER", "u",
                "REGIMEN_DB_PASSWORD", "p",
                "REGIMEN_S3_ENDPOINT", "https://s3.example.org",
                "REGIMEN_S3_ACCESS_KEY", "a",
                "REGIMEN_S3_SECRET_KEY", "s"));
        assertTrue(settings.temporal().external()
                && settings.database().external()
                && settings.store().external());
        assertEquals("t.example.org", settings.temporal().host());
        assertEquals("quant", settings.temporal().namespace());
        assertFalse(Files.exists(home.resolve("secrets.properties")));
    }

    @ParameterizedTest
    @CsvSource({
        "REGIMEN_PG_PORT, abc",
        "REGIMEN_PG_PORT, 0",
        "REGIMEN_PG_PORT, 65536",
        "REGIMEN_PG_PORT, 8080",
        "REGIMEN_API_HOST, 0.0.0.0",
        "REGIMEN_API_HOST, 192.0.2.1",
        "REGIMEN_TEMPORAL_ADDRESS, example.org",
        "REGIMEN_TEMPORAL_ADDRESS, http://example.org:7233",
        "REGIMEN_TEMPORAL_TLS_CERT, /no/such/file.pem",
        "REGIMEN_DB_URL, postgres://example.org/x",
        "REGIMEN_DB_URL, jdbc:postgresql://example.org/x?password=hidden",
        "REGIMEN_DB_URL, jdbc:postgresql://u:hidden@example.org/x",
        "REGIMEN_DB_URL, jdbc:postgresql://example.org/x",
        "REGIMEN_S3_ENDPOINT, example.org",
        "REGIMEN_S3_ENDPOINT, https://u:hidden@example.org",
        "REGIMEN_S3_ENDPOINT, https://example.org",
        "REGIMEN_S3_BUCKET, Upper_Case",
    })
    void load_badValueNamesTheVariable(String name, String value) {
        CommandException refusal = assertThrows(CommandException.class, () -> load(Map.of(name, value)));
        assertEquals(2, refusal.exitCode());
        assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("hidden"), refusal.getMessage());
    }

    @Test
    void load_apiKeyWithoutAddress() {
        CommandException refusal =
                assertThrows(CommandException.class, () -> load(Map.of("REGIMEN_TEMPORAL_API_KEY", "hidden")));
        assertTrue(refusal.getMessage().contains("REGIMEN_TEMPORAL_ADDRESS"));
    }

    private Settings load(Map<String, String> values) {
        Map<String, String> environment = new HashMap<>(values);
        environment.put("REGIMEN_HOME", home.toString());
        return Settings.load(environment);
    }
}
