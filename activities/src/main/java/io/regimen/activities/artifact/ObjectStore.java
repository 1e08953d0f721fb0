package io.regimen.activities.artifact;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Objects in one S3 bucket. What is put carries the SHA-256 of its bytes, and what is got is compared with it. Every call
 * ends within its time-out, after at most three attempts; failures of the store or the way to it are the SDK's
 * {@link software.amazon.awssdk.core.exception.SdkException}. Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(30);
    /** Files may be large, and their size is not known before they are asked for. */
    private static final Duration FILE_CALL = Duration.ofMinutes(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;
    private static final String SHA256 = "sha256";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int KEY_LENGTH = 512;
    private static final long MAX_OBJECT = 5L << 30;

    private final ObjectStoreConfig config;

    /** Connections to one server that the JDK keeps open for later. */
    private static final int IDLE_CONNECTIONS = 5;

    private final S3Client s3;
    private final StoreLimits limits;

    /** A store without limits. */
    public ObjectStore(ObjectStoreConfig config) {
        this(config, StoreLimits.NONE);
    }

    /** A store whose users keep to limits; it takes whatever it is given. */
    public ObjectStore(ObjectStoreConfig config, StoreLimits limits) {
        this.config = config;
        this.limits = limits;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .forcePathStyle(config.pathStyle())
                // checksums in trailers, and bodies in signed chunks, are not understood by every server that speaks S3
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(o -> o.apiCallTimeout(CALL).retryStrategy(retry -> retry.maxAttempts(ATTEMPTS)));
        if (config.endpoint() != null) {
            builder.endpointOverride(config.endpoint());
        }
        if (config.accessKey() != null && config.secretKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(config.accessKey(), config.secretKey())));
        }
        this.s3 = builder.build();
    }

    public StoreLimits limits() {
        return limits;
    }

    /** Stores bytes under a key; replaces what is there. */
    public void put(String key, byte[] bytes) {
        put(putting(key, HexFormat.of().formatHex(sha256().digest(bytes)), bytes.length), RequestBody.fromBytes(bytes));
    }

    /**
     * Stores a file, up to 5 GiB, under a key; replaces what is there.
     *
     * @throws IOException if the file cannot be read
     */
    public void putFile(String key, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        put(putting(key, HexFormat.of().formatHex(digest.digest()), Files.size(file)), RequestBody.fromFile(file));
    }

    /**
     * The SDK does not ask again when an idle connection turns out to be closed while it waits to send the body: its client
     * hands that out unchecked. After a restart of the server every idle connection is such a one.
     */
    private void put(PutObjectRequest request, RequestBody body) {
        for (int left = IDLE_CONNECTIONS; ; left--) {
            try {
                s3.putObject(request, body);
                return;
            } catch (UncheckedIOException e) {
                if (left == 0) {
                    throw SdkClientException.create("object " + request.key() + " could not be sent", e);
                }
            }
        }
    }

    /**
     * The bytes of an object.
     *
     * @throws MissingObjectException if there is none
     * @throws CorruptObjectException if it has more than {@code maxBytes}, or its bytes are not those that were put
     */
    public byte[] get(String key, long maxBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fetch(key, Math.min(maxBytes, Integer.MAX_VALUE - 16), CALL, () -> {
            bytes.reset();
            return bytes;
        });
        return bytes.toByteArray();
    }

    /**
     * Fetches an object into a file, which appears (or is replaced) only once it is complete and checked.
     *
     * @return number of bytes
     * @throws MissingObjectException if there is none
     * @throws CorruptObjectException if its bytes are not those that were put
     * @throws IOException if the file cannot be written
     */
    public long getToFile(String key, Path file) throws IOException {
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".object", ".unfinished");
        try {
            long bytes = fetch(key, MAX_OBJECT, FILE_CALL, () -> Files.newOutputStream(unfinished));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Lower-case hexadecimal SHA-256 of the bytes that an object has now, whatever it was stored with; none of them is
     * kept.
     *
     * @throws MissingObjectException if there is none
     */
    public String sha256(String key) {
        return receive(key, MAX_OBJECT, FILE_CALL, OutputStream::nullOutputStream)
                .sha256();
    }

    /** Deletes an object; one that is not there counts as deleted. */
    public void delete(String key) {
        String checked = checked(key);
        s3.deleteObject(r -> r.bucket(config.bucket()).key(checked));
    }

    /** What is under a key, if anything. */
    public Optional<ObjectInfo> head(String key) {
        String checked = checked(key);
        try {
            HeadObjectResponse head =
                    s3.headObject(r -> r.bucket(config.bucket()).key(checked));
            return Optional.of(new ObjectInfo(key, head.contentLength(), head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    public boolean exists(String key) {
        return head(key).isPresent();
    }

    /** Objects whose keys begin with a prefix, in order of key, fetched page by page as the stream is read. */
    public Stream<ObjectInfo> list(String prefix) {
        return s3.listObjectsV2Paginator(r -> r.bucket(config.bucket()).prefix(prefix)).contents().stream()
                .map(o -> new ObjectInfo(o.key(), o.size(), o.lastModified()));
    }

    /** Makes the bucket unless it is there already. */
    public void createBucketIfMissing() {
        try {
            s3.headBucket(r -> r.bucket(config.bucket()));
        } catch (NoSuchBucketException missing) {
            try {
                s3.createBucket(r -> r.bucket(config.bucket()));
            } catch (BucketAlreadyOwnedByYouException e) {
                // another process made it in between: what was wanted is there
                return;
            }
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    @Override
    public String toString() {
        return "ObjectStore " + config;
    }

    private PutObjectRequest putting(String key, String sha256, long bytes) {
        return PutObjectRequest.builder()
                .bucket(config.bucket())
                .key(checked(key))
                .metadata(Map.of(SHA256, sha256))
                .overrideConfiguration(o -> o.apiCallTimeout(within(bytes)))
                .build();
    }

    /** Large files get a second more per MiB. */
    private static Duration within(long bytes) {
        return CALL.plusSeconds(bytes >> 20);
    }

    private long fetch(String key, long maxBytes, Duration within, Sink sink) {
        Fetched fetched = receive(key, maxBytes, within, sink);
        if (fetched.announced() > maxBytes) {
            throw new CorruptObjectException("object " + key + " has " + fetched.announced() + " bytes, more than the "
                    + maxBytes + " that are allowed");
        }
        if (fetched.stored() != null && !fetched.stored().equals(fetched.sha256())) {
            throw new CorruptObjectException("object " + key + " does not have the SHA-256 it was stored with");
        }
        return fetched.announced();
    }

    private Fetched receive(String key, long maxBytes, Duration within, Sink sink) {
        String checked = checked(key);
        try {
            return s3.getObject(
                    r -> r.bucket(config.bucket()).key(checked).overrideConfiguration(o -> o.apiCallTimeout(within)),
                    ResponseTransformer.unmanaged((response, in) -> {
                        // one attempt; a broken connection makes the SDK try again
                        try (in) {
                            return receive(response, in, maxBytes, sink);
                        } catch (IOException e) {
                            throw RetryableException.create("object " + key + " broke off on its way", e);
                        }
                    }));
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(key, e);
        }
    }

    private static Fetched receive(GetObjectResponse response, AbortableInputStream in, long maxBytes, Sink sink)
            throws IOException {
        long announced = response.contentLength();
        @Nullable String stored = response.metadata().get(SHA256);
        if (announced > maxBytes) {
            in.abort();
            return new Fetched(announced, stored, "");
        }
        MessageDigest digest = sha256();
        long bytes;
        try (OutputStream out = sink.open()) {
            bytes = new DigestInputStream(in, digest).transferTo(out);
        }
        if (bytes != announced) {
            throw new EOFException("it ended after " + bytes + " of " + announced + " bytes");
        }
        return new Fetched(announced, stored, HexFormat.of().formatHex(digest.digest()));
    }

    /** Where an attempt writes, emptied first. */
    private interface Sink {
        OutputStream open() throws IOException;
    }

    private record Fetched(long announced, @Nullable String stored, String sha256) {}

    private static String checked(String key) {
        if (key.length() > KEY_LENGTH || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("object key \"" + key + "\" must be words of letters, digits, . _ -"
                    + " with slashes between them, at most " + KEY_LENGTH
                    + " characters, no word beginning with a dot");
        }
        return key;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
