package io.regimen.deploy.local;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Settings on a fresh folder with ports that are free now. */
public final class TestHome {
    private static final List<String> PORTS = List.of(
            "REGIMEN_TEMPORAL_PORT",
            "REGIMEN_TEMPORAL_UI_PORT",
            "REGIMEN_PG_PORT",
            "REGIMEN_S3_PORT",
            "REGIMEN_API_PORT");

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private TestHome() {}

    public static Settings settings(Path home) {
        return Settings.load(environment(home));
    }

    public static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(Map.of("REGIMEN_HOME", home.toString()));
        PORTS.forEach(name -> environment.put(name, Integer.toString(freePort())));
        return environment;
    }

    /**
     * Below the range that the system hands out to outgoing connections: one of those could take the port in between.
     * Each port is given once in this JVM.
     */
    private static int freePort() {
        IOException taken = new IOException("not tried");
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(port)) {
                    return port;
                }
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new IllegalStateException("no free port was found", taken);
    }

    public static Progress silent() {
        return new Progress(new PrintWriter(Writer.nullWriter()));
    }
}
