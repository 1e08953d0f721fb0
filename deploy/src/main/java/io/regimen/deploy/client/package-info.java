/**
 * Commands that speak to a running Regimen through its REST API: grids, runs, leaders. Start at
 * {@link io.regimen.deploy.client.ClientCommands}; each command is a class that extends
 * {@link io.regimen.deploy.client.ClientCommand}.
 */
@NullMarked
package io.regimen.deploy.client;

import org.jspecify.annotations.NullMarked;
