package io.regimen.deploy.architecture.offending.activities.novel;

/** In a package that nobody has named, and whose nulls nobody checks. */
final class NoNullMarks {
    private NoNullMarks() {}
}
