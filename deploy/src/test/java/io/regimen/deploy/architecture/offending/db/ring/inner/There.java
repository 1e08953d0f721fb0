package io.regimen.deploy.architecture.offending.db.ring.inner;

import io.regimen.deploy.architecture.offending.db.ring.Here;

/** Knows a package that knows this one. */
public final class There {
    private There() {}

    public static int next() {
        return Here.next() + 1;
    }
}
