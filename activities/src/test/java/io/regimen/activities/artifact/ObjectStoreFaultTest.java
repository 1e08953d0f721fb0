package io.regimen.activities.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A store that fails, or cuts bodies short, a given number of times. */
class ObjectStoreFaultTest {
    private final AtomicInteger requests = new AtomicInteger();
    private int failures;
    private boolean cutShort;
    private HttpServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean fails = requests.incrementAndGet() <= failures;
            if (fails && !cutShort) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[fails ? 400 : 1000]);
            }
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        store = new ObjectStore(new ObjectStoreConfig(endpoint, "us-east-1", "bucket", "a", "b", true));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @Test
    void get_bodyCutShortTwice_isFetchedAgain() {
        cutShort = true;
        failures = 2;
        assertEquals(1000, store.get("k", 1000).length);
        assertEquals(3, requests.get());
    }

    @Test
    void getToFile_bodyAlwaysCutShort_failsAfterThreeAttemptsAndLeavesNothing(@TempDir Path folder) throws IOException {
        cutShort = true;
        failures = 100;
        assertThrows(SdkClientException.class, () -> store.getToFile("k", folder.resolve("f")));
        // the JDK's client may repeat a request once by itself where a kept connection turns out to be dead
        assertTrue(requests.get() >= 3 && requests.get() <= 6, "requests " + requests.get());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void put_serverErrors_areTriedThreeTimes() {
        failures = 100;
        assertThrows(S3Exception.class, () -> store.put("k", new byte[1000]));
        assertEquals(3, requests.get());
    }

    /** As after a restart of the server: every connection that was kept open is closed. */
    @Test
    void put_keptConnectionClosed_isSentOnAnother() throws IOException {
        try (ForgetfulServer forgetful = new ForgetfulServer();
                ObjectStore client = new ObjectStore(
                        new ObjectStoreConfig(forgetful.address(), "us-east-1", "bucket", "a", "b", true))) {
            for (int i = 0; i < 4; i++) {
                client.put("k" + i, new byte[1000]);
            }
            assertEquals(
                    List.of("PUT /bucket/k0", "PUT /bucket/k1", "PUT /bucket/k2", "PUT /bucket/k3"), forgetful.taken);
            assertTrue(forgetful.turnedAway.contains("PUT /bucket/k1"), forgetful.turnedAway::toString);
        }
    }
}
