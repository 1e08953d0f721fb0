package io.regimen.deploy.role;

import io.regimen.deploy.settings.Settings;

/** One thing that a server process does. Several roles may share a JVM. */
public interface Role {
    /** One of {@link io.regimen.deploy.local.LocalStack#ROLES}. */
    String name();

    /**
     * Returns when the role does its work; all servers it needs run already. Closing what is returned ends the role in
     * an orderly way and returns when it has ended.
     *
     * @throws RuntimeException when it cannot start; the process then ends
     */
    AutoCloseable start(Settings settings);
}
