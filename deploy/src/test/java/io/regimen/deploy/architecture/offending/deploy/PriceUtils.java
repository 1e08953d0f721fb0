package io.regimen.deploy.architecture.offending.deploy;

/** A name that says nothing of what is inside. */
final class PriceUtils {
    private PriceUtils() {}
}
