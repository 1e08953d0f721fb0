package io.regimen.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The object store as a process of its own: what one JVM per role amounts to. */
class AppProcessTest {
    @TempDir
    private Path home;

    private Settings settings;
    private AppProcess process;

    @BeforeEach
    void create() {
        Map<String, String> environment = TestHome.environment(home);
        settings = Settings.load(environment);
        process = new AppProcess(settings, "store", environment);
    }

    @AfterEach
    void stop() {
        process.stop();
    }

    @Test
    void store_keepsObjectsThroughCrashAndStop() {
        start();
        assertTrue(process.ready());
        assertEquals(List.of("store"), process.roles());
        try (S3Client s3 = client(settings.store().secretKey().value())) {
            s3.putObject(put -> put.bucket("regimen").key("models/a/1/x"), RequestBody.fromString("kept"));
            process.crash();
            assertFalse(process.ready());
            start();
            assertEquals("kept", read(s3, "models/a/1/x"));
        }
        assertTrue(process.stop());
        assertTrue(process.running().isEmpty());
        assertEquals(List.of(), process.roles());
    }

    @Test
    void store_refusesWrongKeyAndOverwrite() {
        start();
        try (S3Client s3 = client(settings.store().secretKey().value());
                S3Client stranger = client("wrong")) {
            s3.putObject(put -> put.bucket("regimen").key("x"), RequestBody.fromString("first"));
            S3Exception denied = assertThrows(S3Exception.class, () -> read(stranger, "x"));
            assertEquals(403, denied.statusCode());
            S3Exception exists = assertThrows(
                    S3Exception.class,
                    () -> s3.putObject(
                            put -> put.bucket("regimen").key("x").ifNoneMatch("*"), RequestBody.fromString("second")));
            assertEquals(412, exists.statusCode());
            assertEquals("first", read(s3, "x"));
        }
    }

    @Test
    void start_failureIsTold() {
        CommandException failure = assertThrows(
                CommandException.class,
                () -> new AppProcess(settings, "nothing", Map.of()).start(List.of("nothing"), TestHome.silent()));
        assertTrue(failure.getMessage().contains("There is no role \"nothing\""), failure.getMessage());
    }

    private void start() {
        process.start(List.of("store"), TestHome.silent());
    }

    private static String read(S3Client s3, String key) {
        return s3.getObjectAsBytes(get -> get.bucket("regimen").key(key)).asUtf8String();
    }

    private S3Client client(String secret) {
        Settings.Store store = settings.store();
        URI endpoint = store.endpoint();
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(store.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(store.accessKey(), secret)))
                .build();
    }
}
