/**
 * The promises of the system, checked from the outside: by on-call with {@code deploy/regimen verify}, and by the fault
 * tests. Start at {@link io.regimen.deploy.verify.Verification}.
 */
@NullMarked
package io.regimen.deploy.verify;

import org.jspecify.annotations.NullMarked;
