/**
 * The one program behind {@code deploy/regimen}: its {@link io.regimen.deploy.Main} names every command and every role
 * of a server process. Start reading there; settings, local servers, roles and commands have packages of their own.
 */
@NullMarked
package io.regimen.deploy;

import org.jspecify.annotations.NullMarked;
