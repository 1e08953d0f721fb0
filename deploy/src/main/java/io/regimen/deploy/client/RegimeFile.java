package io.regimen.deploy.client;

import io.regimen.workflows.regime.RegimeException;
import io.regimen.workflows.regime.RegimeSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a regime set from a file or standard input. */
final class RegimeFile {
    private RegimeFile() {}

    /** @throws ClientException with exit code 2, naming the node that is wrong */
    static RegimeSet read(String file, InputStream standardInput) {
        String name = file.equals("-") ? "standard input" : file;
        try {
            String text = file.equals("-")
                    ? new String(standardInput.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            return RegimeSet.parse(text);
        } catch (IOException e) {
            throw ClientException.usage("Cannot read " + name
                    + "; give the JSON of a regime set. `deploy/regimen regimes show default` prints one");
        } catch (RegimeException e) {
            throw ClientException.usage(name + ": " + e.getMessage());
        }
    }
}
