package io.regimen.deploy.settings;

import io.regimen.activities.artifact.StoreLimits;
import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns variables into {@link Settings}; every complaint names the variable. */
final class SettingsReader {
    private static final Set<String> KNOWN = Set.of(
            "REGIMEN_TEMPORAL_PORT",
            "REGIMEN_TEMPORAL_UI_PORT",
            "REGIMEN_TEMPORAL_ADDRESS",
            "REGIMEN_TEMPORAL_NAMESPACE",
            "REGIMEN_TEMPORAL_API_KEY",
            "REGIMEN_TEMPORAL_TLS_CERT",
            "REGIMEN_TEMPORAL_TLS_KEY",
            "REGIMEN_TEMPORAL_TLS_CA",
            "REGIMEN_PG_PORT",
            "REGIMEN_DB_URL",
            "REGIMEN_DB_USER",
            "REGIMEN_DB_PASSWORD",
            "REGIMEN_S3_PORT",
            "REGIMEN_S3_ENDPOINT",
            "REGIMEN_S3_REGION",
            "REGIMEN_S3_BUCKET",
            "REGIMEN_S3_ACCESS_KEY",
            "REGIMEN_S3_SECRET_KEY",
            "REGIMEN_STORE_QUOTA",
            "REGIMEN_STORE_FULL",
            "REGIMEN_KEEP_FREE",
            "REGIMEN_API_HOST",
            "REGIMEN_API_PORT");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?([KMGT]B)");
    private static final long KEEP_FREE = 200_000_000;

    private final Path home;
    private final Map<String, String> values;
    private final Map<Integer, String> ports = new TreeMap<>();

    private SettingsReader(Path home, Map<String, String> values) {
        this.home = home;
        this.values = values;
    }

    static Settings read(Map<String, String> environment) {
        String home = environment.getOrDefault("REGIMEN_HOME", "");
        Path folder =
                Path.of(home.isBlank() ? ".regimen" : home).toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw CommandException.usage("REGIMEN_HOME is " + folder + ", which is not a folder.");
        }
        Map<String, String> values = new TreeMap<>(file(folder.resolve("regimen.properties")));
        environment.forEach((name, value) -> {
            if (KNOWN.contains(name) && !value.isBlank()) {
                values.put(name, value.strip());
            }
        });
        return new SettingsReader(folder, values).settings();
    }

    private Settings settings() {
        return new Settings(home, temporal(), database(), store(), api());
    }

    private Settings.Temporal temporal() {
        int uiPort = port("REGIMEN_TEMPORAL_UI_PORT", 8233);
        int port = port("REGIMEN_TEMPORAL_PORT", 7233);
        String address = values.get("REGIMEN_TEMPORAL_ADDRESS");
        if (address != null && !address.matches("[^/\\s]+:\\d{1,5}")) {
            throw bad("REGIMEN_TEMPORAL_ADDRESS", "an address host:port, for example temporal.example.org:7233");
        }
        String apiKey = values.get("REGIMEN_TEMPORAL_API_KEY");
        Path certificate = pem("REGIMEN_TEMPORAL_TLS_CERT");
        Path key = pem("REGIMEN_TEMPORAL_TLS_KEY");
        Path authorities = pem("REGIMEN_TEMPORAL_TLS_CA");
        if ((certificate == null) != (key == null)) {
            throw CommandException.usage(
                    "REGIMEN_TEMPORAL_TLS_CERT and REGIMEN_TEMPORAL_TLS_KEY belong together:" + " give both or none.");
        }
        boolean tls = certificate != null || authorities != null;
        if (address == null && (tls || apiKey != null)) {
            throw CommandException.usage("Credentials of a Temporal server are given but not its address:"
                    + " set REGIMEN_TEMPORAL_ADDRESS too.");
        }
        return new Settings.Temporal(
                address != null,
                address == null ? "127.0.0.1:" + port : address,
                uiPort,
                values.getOrDefault("REGIMEN_TEMPORAL_NAMESPACE", "default"),
                apiKey == null ? null : new Secret(apiKey),
                tls ? new Settings.Tls(certificate, key, authorities) : null);
    }

    private Settings.Database database() {
        int port = port("REGIMEN_PG_PORT", 5433);
        String url = values.get("REGIMEN_DB_URL");
        if (url == null) {
            Secret password = LocalSecrets.at(home).get("postgres.password");
            return new Settings.Database(
                    false, "jdbc:postgresql://127.0.0.1:" + port + "/regimen", port, "regimen", password);
        }
        if (!url.startsWith("jdbc:postgresql://")) {
            throw bad("REGIMEN_DB_URL", "a JDBC address, for example jdbc:postgresql://db.example.org:5432/regimen");
        }
        if (url.contains("password=") || url.contains("@")) {
            throw CommandException.usage(
                    "REGIMEN_DB_URL holds a password: give it in REGIMEN_DB_PASSWORD, where it is kept out of logs.");
        }
        return new Settings.Database(
                true,
                url,
                port,
                required("REGIMEN_DB_USER", "REGIMEN_DB_URL"),
                new Secret(required("REGIMEN_DB_PASSWORD", "REGIMEN_DB_URL")));
    }

    private Settings.Store store() {
        int port = port("REGIMEN_S3_PORT", 9100);
        String region = values.getOrDefault("REGIMEN_S3_REGION", "us-east-1");
        String bucket = values.getOrDefault("REGIMEN_S3_BUCKET", "regimen");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw bad("REGIMEN_S3_BUCKET", "3 to 63 lower-case letters, digits, dots and hyphens");
        }
        String endpoint = values.get("REGIMEN_S3_ENDPOINT");
        if (endpoint == null) {
            LocalSecrets secrets = LocalSecrets.at(home);
            return new Settings.Store(
                    false,
                    URI.create("http://127.0.0.1:" + port),
                    region,
                    bucket,
                    secrets.get("s3.access-key").value(),
                    secrets.get("s3.secret-key"),
                    limits(true));
        }
        if (!endpoint.matches("https?://[^/@\\s]+/?")) {
            throw bad("REGIMEN_S3_ENDPOINT", "an address like https://s3.example.org");
        }
        return new Settings.Store(
                true,
                URI.create(endpoint),
                region,
                bucket,
                required("REGIMEN_S3_ACCESS_KEY", "REGIMEN_S3_ENDPOINT"),
                new Secret(required("REGIMEN_S3_SECRET_KEY", "REGIMEN_S3_ENDPOINT")),
                limits(false));
    }

    /** Folders of servers that run elsewhere cannot be watched. */
    private StoreLimits limits(boolean localStore) {
        String full = values.getOrDefault("REGIMEN_STORE_FULL", "drop-features");
        if (!full.equals("drop-features") && !full.equals("pause")) {
            throw bad("REGIMEN_STORE_FULL", "drop-features or pause");
        }
        List<Path> watched = new ArrayList<>();
        if (localStore) {
            watched.add(home.resolve("store"));
        }
        if (values.get("REGIMEN_DB_URL") == null) {
            watched.add(home.resolve("postgres"));
        }
        Long keepFree = bytes("REGIMEN_KEEP_FREE");
        return new StoreLimits(
                bytes("REGIMEN_STORE_QUOTA"),
                full.equals("drop-features"),
                keepFree == null ? KEEP_FREE : keepFree,
                watched);
    }

    private @Nullable Long bytes(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw bad(name, "a size such as 500MB or 20GB");
        }
        long unit = switch (size.group(2)) {
            case "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            default -> 1_000_000_000_000L;
        };
        return Long.parseLong(size.group(1)) * unit;
    }

    private Settings.Api api() {
        String host = values.getOrDefault("REGIMEN_API_HOST", "127.0.0.1");
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw CommandException.usage("REGIMEN_API_HOST is " + host
                        + ": the API has no authentication yet and listens on a loopback address only (127.0.0.1).");
            }
        } catch (UnknownHostException e) {
            throw bad("REGIMEN_API_HOST", "a loopback address such as 127.0.0.1");
        }
        return new Settings.Api(host, port("REGIMEN_API_PORT", 8080));
    }

    /** Ports must differ: each name is remembered, so that the second user of a port can name the first. */
    private int port(String name, int otherwise) {
        String text = values.get(name);
        int port = text == null ? otherwise : text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw bad(name, "a port number from 1 to 65535");
        }
        String other = ports.putIfAbsent(port, name);
        if (other != null) {
            throw CommandException.usage(other + " and " + name + " are both " + port + ": give each its own port.");
        }
        return port;
    }

    private @Nullable Path pem(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        Path file = Path.of(text).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw bad(name, "a PEM file that can be read");
        }
        return file;
    }

    private String required(String name, String becauseOf) {
        String value = values.get(name);
        if (value == null) {
            throw CommandException.usage(becauseOf + " is set, so " + name + " is needed too.");
        }
        return value;
    }

    private CommandException bad(String name, String expected) {
        String value = values.getOrDefault(name, "");
        String shown = value.contains("@") ? "not usable" : "\"" + value + "\"";
        return CommandException.usage(name + " is " + shown + "; it must be " + expected + ".");
    }

    private static Map<String, String> file(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw CommandException.failed(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : List.copyOf(properties.stringPropertyNames())) {
            if (!KNOWN.contains(name)) {
                throw CommandException.usage(file + " sets " + name + ", which is no setting of Regimen.");
            }
            values.put(name, properties.getProperty(name).strip());
        }
        return values;
    }
}
