package io.regimen.deploy.architecture.offending.api;

import io.micronaut.context.annotation.Property;

/** What it needs should be arguments of its constructor. */
final class InjectsFields {
    @Property(name = "offending.zone")
    String zone = "";
}
