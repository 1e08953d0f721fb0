/**
 * Where everything is: the folder of all state, ports, addresses and credentials, from environment variables and
 * {@code regimen.properties}. Start at {@link io.regimen.deploy.settings.Settings}.
 */
@NullMarked
package io.regimen.deploy.settings;

import org.jspecify.annotations.NullMarked;
