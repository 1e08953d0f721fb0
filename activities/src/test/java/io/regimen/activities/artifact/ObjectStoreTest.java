package io.regimen.activities.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Against a real S3 server on a folder. */
class ObjectStoreTest {
    private static final String SECRET = "very-secret-key";

    @TempDir
    private static Path folder;

    private static S3Proxy server;
    private static ObjectStore store;

    @BeforeAll
    static void start() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        server = S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "access", SECRET)
                .build();
        server.start();
        store = new ObjectStore(config(SECRET));
        store.createBucketIfMissing();
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.stop();
    }

    private static ObjectStoreConfig config(String secret) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
        return new ObjectStoreConfig(endpoint, "us-east-1", "regimen-test", "access", secret, true);
    }

    private static byte[] noise(int bytes) {
        byte[] out = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(out);
        return out;
    }

    @Test
    void createBucketIfMissing_twice_changesNothing() {
        store.put("twice/a", noise(10));
        store.createBucketIfMissing();
        assertTrue(store.exists("twice/a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_001})
    void get_afterPut_isTheSameBytes(int size) {
        byte[] bytes = noise(size);
        store.put("models/r1/1/" + size, bytes);
        assertArrayEquals(bytes, store.get("models/r1/1/" + size, size));
        assertEquals(size, store.head("models/r1/1/" + size).orElseThrow().bytes());
    }

    @Test
    void putFile_andGetToFile_roundTrip(@TempDir Path temp) throws IOException {
        byte[] bytes = noise(5_000_000);
        Path from = Files.write(temp.resolve("from"), bytes);
        store.putFile("datasets/x.parquet", from);
        Path to = temp.resolve("to");
        assertEquals(5_000_000, store.getToFile("datasets/x.parquet", to));
        assertArrayEquals(bytes, Files.readAllBytes(to));
        assertEquals(List.of("from", "to"), names(temp));
    }

    @Test
    void put_underTheSameKey_replaces() {
        store.put("again", "one".getBytes(StandardCharsets.UTF_8));
        store.put("again", "two!".getBytes(StandardCharsets.UTF_8));
        assertEquals("two!", new String(store.get("again", 100), StandardCharsets.UTF_8));
    }

    @Test
    void get_missing_saysSo(@TempDir Path temp) throws IOException {
        assertEquals(Optional.empty(), store.head("no/such"));
        assertFalse(store.exists("no/such"));
        assertThrows(MissingObjectException.class, () -> store.get("no/such", 10));
        assertThrows(MissingObjectException.class, () -> store.sha256("no/such"));
        assertThrows(MissingObjectException.class, () -> store.getToFile("no/such", temp.resolve("f")));
        assertEquals(List.of(), names(temp));
    }

    @Test
    void get_largerThanAllowed_isRefused() {
        store.put("large", noise(1000));
        assertThrows(CorruptObjectException.class, () -> store.get("large", 999));
    }

    @Test
    void get_bytesChangedInTheStore_isRefused(@TempDir Path temp) throws IOException {
        store.put("flipped", noise(1000));
        byte[] changed = noise(1000);
        changed[500] ^= 1;
        Files.write(folder.resolve("regimen-test/flipped"), changed);
        assertThrows(CorruptObjectException.class, () -> store.get("flipped", 1000));
        assertThrows(CorruptObjectException.class, () -> store.getToFile("flipped", temp.resolve("f")));
        assertEquals(List.of(), names(temp));
        assertEquals(Json.sha256Hex(changed), store.sha256("flipped"));
    }

    @Test
    void delete_twice_isTheSameAsOnce() {
        store.put("gone", noise(10));
        store.delete("gone");
        store.delete("gone");
        assertFalse(store.exists("gone"));
    }

    @Test
    void list_moreThanAPage_givesAllInOrder() {
        for (int i = 0; i < 1_050; i++) {
            store.put("many/%04d".formatted(i), new byte[] {1});
        }
        store.put("manyothers", new byte[] {1});
        try (Stream<ObjectInfo> all = store.list("many/")) {
            List<String> keys = all.map(ObjectInfo::key).toList();
            assertEquals(1_050, keys.size());
            assertEquals(keys.stream().sorted().distinct().toList(), keys);
        }
        try (Stream<ObjectInfo> none = store.list("nothing/")) {
            assertEquals(0, none.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../up", "a/../b", "a//b", "a/", "a b", "a\nb", ".hidden", "ü"})
    void put_unsafeKey_isRefused(String key) {
        assertThrows(IllegalArgumentException.class, () -> store.put(key, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> store.get(key, 1));
        assertThrows(IllegalArgumentException.class, () -> store.delete(key));
    }

    @Test
    void put_wrongSecret_failsAndNamesNoSecret() {
        try (ObjectStore other = new ObjectStore(config("another-secret"))) {
            S3Exception e = assertThrows(S3Exception.class, () -> other.put("k", new byte[0]));
            assertEquals(403, e.statusCode());
            assertFalse(e.toString().contains("another-secret"));
            assertFalse(other.toString().contains("another-secret"));
            assertFalse(config("another-secret").toString().contains("another-secret"));
        }
    }

    @Test
    void put_nobodyThere_failsWithinTheTimeOut() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (ObjectStore other =
                new ObjectStore(new ObjectStoreConfig(nowhere, "us-east-1", "bucket", "a", "b", true))) {
            assertThrows(SdkClientException.class, () -> other.put("k", new byte[0]));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
