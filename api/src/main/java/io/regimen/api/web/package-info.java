/**
 * What every route shares: problem details for all errors, the gate that requests pass, checks of query parameters.
 * Start at {@link io.regimen.api.web.Gate} and {@link io.regimen.api.web.Rejection}.
 */
@NullMarked
package io.regimen.api.web;

import org.jspecify.annotations.NullMarked;
