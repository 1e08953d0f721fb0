/**
 * The commands under {@code deploy/regimen data}: what is wrong with the stored bars, and how new versions of them are
 * made. Start at {@link io.regimen.deploy.data.DataCommand}.
 */
@NullMarked
package io.regimen.deploy.data;

import org.jspecify.annotations.NullMarked;
