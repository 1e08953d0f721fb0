package io.regimen.deploy.settings;

import io.regimen.activities.artifact.StoreLimits;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a Regimen process. A server that is {@code external} was given by its address: it is used as it is,
 * never started or stopped. All others run on this machine and listen on 127.0.0.1 only.
 *
 * @param home the one folder that holds all local state; absolute
 */
public record Settings(Path home, Temporal temporal, Database database, Store store, Api api) {

    /**
     * The Temporal server.
     *
     * @param address host:port of the gRPC front end
     * @param uiPort port of the local server's Web UI on 127.0.0.1
     * @param apiKey sent as bearer token; implies TLS
     * @param tls null for a plain connection (unless an API key is given)
     */
    public record Temporal(
            boolean external,
            String address,
            int uiPort,
            String namespace,
            @Nullable Secret apiKey,
            @Nullable Tls tls) {
        public int port() {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }

        public String host() {
            return address.substring(0, address.lastIndexOf(':'));
        }
    }

    /** PEM files: certificate and key of the client, and the authorities to trust; any of them may be absent. */
    public record Tls(
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path authorities) {}

    /**
     * The PostgreSQL database.
     *
     * @param url JDBC address, without credentials
     * @param port of the local server
     */
    public record Database(boolean external, String url, int port, String user, Secret password) {}

    /**
     * The object store.
     *
     * @param endpoint address of an S3 service; buckets are addressed by path
     */
    public record Store(
            boolean external,
            URI endpoint,
            String region,
            String bucket,
            String accessKey,
            Secret secretKey,
            StoreLimits limits) {}

    /** Where the API listens: a loopback address. */
    public record Api(String host, int port) {
        public URI uri() {
            return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        }
    }

    /** Settings of this process. */
    public static Settings load() {
        return SettingsReader.read(System.getenv());
    }

    /**
     * Settings from these variables and from {@code regimen.properties} in REGIMEN_HOME; a variable wins over the file.
     * Passwords of local servers are made on first use and kept in {@code secrets.properties}, readable by the owner
     * only.
     *
     * @throws io.regimen.deploy.terminal.CommandException naming the variable whose value cannot be used
     */
    public static Settings load(Map<String, String> environment) {
        return SettingsReader.read(environment);
    }

    /** A file or folder under {@link #home}. */
    public Path in(String first, String... more) {
        return home.resolve(Path.of(first, more));
    }

    /** All secrets in clear, for masking only. */
    public List<String> secrets() {
        return Stream.of(temporal.apiKey(), database.password(), store.secretKey())
                .filter(Objects::nonNull)
                .map(Secret::value)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
