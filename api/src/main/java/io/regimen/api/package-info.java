/**
 * The REST API: starts the HTTP server, says how it is. Start at {@link io.regimen.api.ApiServer}; grids are in
 * {@code grid}, what has been trained is in {@code history}.
 */
@NullMarked
package io.regimen.api;

import org.jspecify.annotations.NullMarked;
