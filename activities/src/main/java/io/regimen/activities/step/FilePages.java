package io.regimen.activities.step;

import io.regimen.db.ArtifactRepository.Artifact;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Goes through files in the order of their ids, some at a time. */
final class FilePages {
    private FilePages() {}

    /**
     * Reads and works on one page after the other.
     *
     * @param size of a full page: a smaller one is the last
     * @param read the page of files after an id
     */
    static void each(int size, LongFunction<List<Artifact>> read, Consumer<List<Artifact>> work) {
        long after = 0;
        List<Artifact> page;
        do {
            page = read.apply(after);
            work.accept(page);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == size);
    }
}
