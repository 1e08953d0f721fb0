package io.regimen.deploy.local;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server on a folder, inside this JVM: 127.0.0.1 only, signed requests only (signature version 4). An object
 * appears whole or not at all, also when the process is killed; a power cut may lose the newest ones.
 */
public final class S3Server implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    /** Starts it on {@code store} in REGIMEN_HOME and makes the bucket. */
    public static S3Server start(Settings settings) {
        Settings.Store store = settings.store();
        Path folder = settings.in("store");
        Ports.requireFree(store.endpoint().getPort(), "the object store", "REGIMEN_S3_PORT");
        try {
            Files.createDirectories(folder.resolve(store.bucket()));
        } catch (IOException e) {
            throw CommandException.failed("The object store cannot use " + folder + ": " + e.getMessage(), e);
        }
        S3Proxy server = S3Proxy.builder()
                .endpoint(store.endpoint())
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        store.accessKey(),
                        store.secretKey().value())
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .ignoreUnknownHeaders(true)
                // an idle keep-alive connection of a client would hold a stop up for its whole 30 seconds
                .stopTimeout(STOP_LIMIT.toMillis())
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw CommandException.failed("The object store did not start: " + e.getMessage(), e);
        }
        return new S3Server(server);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the object store did not stop", e);
        }
    }
}
