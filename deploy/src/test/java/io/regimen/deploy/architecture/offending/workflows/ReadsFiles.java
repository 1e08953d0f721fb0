package io.regimen.deploy.architecture.offending.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The worker that replays it may not have the file. */
final class ReadsFiles {
    private ReadsFiles() {}

    static long size(String name) throws IOException {
        return Files.size(Path.of(name));
    }
}
