/**
 * What a server process can be: one {@link io.regimen.deploy.role.Role} each for the object store, the API and the
 * workers. {@link io.regimen.deploy.Main} lists those of this build.
 */
@NullMarked
package io.regimen.deploy.role;

import org.jspecify.annotations.NullMarked;
