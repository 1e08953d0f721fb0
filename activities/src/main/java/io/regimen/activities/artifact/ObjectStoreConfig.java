package io.regimen.activities.artifact;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the object store is.
 *
 * @param endpoint null for AWS itself
 * @param accessKey null, together with the secret key, to take credentials from the environment of the process
 * @param pathStyle whether the bucket stands in the path (most servers that are not AWS) or in the host name
 */
public record ObjectStoreConfig(
        @Nullable URI endpoint,
        String region,
        String bucket,
        @Nullable String accessKey,
        @Nullable String secretKey,
        boolean pathStyle) {
    public ObjectStoreConfig {
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("give the store's access key and secret key, or neither of them");
        }
        if (region.isBlank() || !bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "the store needs a region and a bucket name such as regimen-artifacts, not \"" + region
                            + "\" and \"" + bucket + "\"");
        }
    }

    /** Holds no credentials, so that it can be logged. */
    @Override
    public String toString() {
        return "s3://" + bucket + " at " + (endpoint == null ? region : endpoint);
    }
}
