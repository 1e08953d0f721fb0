/**
 * Files in the object store and their lifecycle. Start at {@link io.regimen.activities.artifact.ObjectStore}; every
 * environment speaks S3, the local one too.
 */
@NullMarked
package io.regimen.activities.artifact;

import org.jspecify.annotations.NullMarked;
