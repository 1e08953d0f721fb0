package io.regimen.deploy.architecture.offending.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Reading such a file may run code of whoever wrote it. */
final class ReadsObjects {
    private ReadsObjects() {}

    static int read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new ObjectInputStream(in)) {
            return objects.readInt();
        }
    }
}
