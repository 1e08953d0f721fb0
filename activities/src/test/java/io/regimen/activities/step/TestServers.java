package io.regimen.activities.step;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.artifact.ObjectStoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** A real PostgreSQL and a real S3 server, and workers that use them. */
final class TestServers {
    private static final String SECRET = "secret";

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final int s3Port;
    private S3Proxy s3;

    TestServers(Path folder) throws Exception {
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start();
        this.s3 = s3(0);
        this.s3Port = s3.getPort();
        try (ObjectStore store = store()) {
            store.createBucketIfMissing();
        }
    }

    private S3Proxy s3(int port) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, "access", SECRET)
                .stopTimeout(5000)
                .build();
        server.start();
        return server;
    }

    void stopStore() throws Exception {
        s3.stop();
    }

    void startStore() throws Exception {
        s3 = s3(s3Port);
    }

    ObjectStore store() {
        URI endpoint = URI.create("http://127.0.0.1:" + s3Port);
        return new ObjectStore(new ObjectStoreConfig(endpoint, "us-east-1", "regimen-test", "access", SECRET, true));
    }

    /** The beans of a worker. */
    ApplicationContext worker(ObjectStore store, int connections) {
        ApplicationContext context = beans(postgres, connections).build();
        context.registerSingleton(ObjectStore.class, store);
        return context.start();
    }

    /** Beans that use a database, and nothing of the environment that tests run in. */
    static ApplicationContextBuilder beans(EmbeddedPostgres postgres, int connections) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(database(postgres, connections));
    }

    /** Settings of beans that use a database. */
    static Map<String, Object> database(EmbeddedPostgres postgres, int connections) {
        return Map.of(
                "datasources.default.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "datasources.default.username",
                "postgres",
                "datasources.default.driver-class-name",
                "org.postgresql.Driver",
                "datasources.default.maximum-pool-size",
                connections,
                "datasources.default.connection-timeout",
                3000,
                "flyway.datasources.default.enabled",
                true);
    }

    Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String text(String sql) throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    void close() throws Exception {
        s3.stop();
        postgres.close();
    }
}
