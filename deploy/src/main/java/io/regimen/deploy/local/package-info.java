/**
 * The servers that run on this machine when no address of another was given: PostgreSQL, an S3 server on a folder, a
 * Temporal dev server, and the application's own processes. Start at {@link io.regimen.deploy.local.LocalStack}.
 */
@NullMarked
package io.regimen.deploy.local;

import org.jspecify.annotations.NullMarked;
