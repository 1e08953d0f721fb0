package io.regimen.deploy.settings;

import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * Passwords of the servers that run on this machine: random, made once, in {@code secrets.properties} with mode 0600.
 */
final class LocalSecrets {
    private static final List<String> NAMES = List.of("postgres.password", "s3.access-key", "s3.secret-key");

    private final Path file;
    private final Properties values;

    private LocalSecrets(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /** Reads the secrets of this home, and makes them first where there are none. */
    static LocalSecrets at(Path home) {
        Path file = home.resolve("secrets.properties");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            Properties values = new Properties();
            try (Reader in = new StringReader(Files.readString(file))) {
                values.load(in);
            }
            return new LocalSecrets(file, values);
        } catch (IOException e) {
            throw CommandException.failed("The secrets file " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    Secret get(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw CommandException.failed(file + " lacks " + name + ": restore the file, or remove " + file.getParent()
                    + " to start anew (all local data is lost).");
        }
        return new Secret(value);
    }

    /** Linking a finished file is atomic and never replaces one that another process made in the meantime. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder("# made by Regimen for the servers of this folder; keep it private\n");
        for (String name : NAMES) {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            text.append(name)
                    .append('=')
                    .append(HexFormat.of().formatHex(bytes))
                    .append('\n');
        }
        Path draft = Files.createTempFile(
                file.getParent(),
                "secrets",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, text);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another process was faster: its secrets are as good
            return;
        } finally {
            Files.delete(draft);
        }
    }
}
