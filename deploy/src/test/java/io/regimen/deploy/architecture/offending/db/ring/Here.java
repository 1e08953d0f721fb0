package io.regimen.deploy.architecture.offending.db.ring;

import io.regimen.deploy.architecture.offending.db.ring.inner.There;

/** Knows a package that knows this one. */
public final class Here {
    private Here() {}

    public static int next() {
        return There.next() + 1;
    }
}
