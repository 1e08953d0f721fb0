package io.regimen.deploy.role;

import io.regimen.deploy.local.S3Server;
import io.regimen.deploy.settings.Settings;

/** The object store of this machine. */
public final class StoreRole implements Role {
    @Override
    public String name() {
        return "store";
    }

    @Override
    public AutoCloseable start(Settings settings) {
        return S3Server.start(settings);
    }
}
