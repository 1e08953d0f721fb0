package io.regimen.deploy.client;

import java.net.URI;

/** Nothing answers at the address of the API. */
final class NotRunningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotRunningException(URI address) {
        super("Regimen is not running at " + address + "; start it with deploy/regimen up", null, false, false);
    }
}
