package io.regimen.deploy.client;

import java.net.URI;

/** Where the API is. Asked for each time a command runs, so that a command can exist before the address is known. */
@FunctionalInterface
public interface ApiAddress {
    /** Root of the API, such as {@code http://127.0.0.1:8080}. */
    URI uri();

    /** The address in REGIMEN_API_URL, else the default port of this machine. */
    static ApiAddress fromEnvironment() {
        return () -> {
            String given = System.getenv("REGIMEN_API_URL");
            return of(given == null || given.isBlank() ? "http://127.0.0.1:8080" : given);
        };
    }

    private static URI of(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw ClientException.usage("REGIMEN_API_URL is not an address: " + text);
        }
    }
}
