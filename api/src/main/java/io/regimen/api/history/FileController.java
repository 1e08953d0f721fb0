package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.db.FileFilter;
import io.regimen.db.FileQueries;
import io.regimen.db.FileView;
import io.regimen.db.Page;
import io.regimen.db.Paging;
import io.regimen.db.StorageJobRepository;
import io.regimen.db.StreamRepository;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of models and features: which there are, what was saved by not keeping the others, and what is wrong. */
@Controller("/api/files")
final class FileController {
    private static final Paging FIRST_PROBLEMS = new Paging(20, 0);

    private final FileQueries files;
    private final StorageJobRepository jobs;
    private final StreamRepository streams;

    FileController(FileQueries files, StorageJobRepository jobs, StreamRepository streams) {
        this.files = files;
        this.streams = streams;
        this.jobs = jobs;
    }

    /** What a file is of. */
    enum Kind {
        MODEL,
        FEATURES
    }

    /** Where a file is in its life. */
    enum State {
        UPLOADING,
        PRESENT,
        MISSING,
        DAMAGED,
        DELETE_PENDING,
        DELETED
    }

    /**
     * Files, newest first.
     *
     * @param leading true: only files of leaders
     * @param run id of a training run
     */
    @Get
    Page<FileView> list(
            @Nullable @QueryValue Kind kind,
            @Nullable @QueryValue State state,
            @Nullable @QueryValue String leading,
            @Nullable @QueryValue Long run,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return files.files(
                new FileFilter(
                        Params.text(kind), state == null ? null : state.name(), Params.flag("leading", leading), run),
                Params.paging(limit, offset));
    }

    /** Numbers and bytes by kind and state, and what was saved. */
    @Get("/stats")
    FileStats stats() {
        return FileStats.of(files.counts(), files.reasons(), files.models(), streams.stats());
    }

    /** The state of the store for a person: what there is, what is wrong, what was done last. */
    @Get("/report")
    FileReport report() {
        List<FileView> problems = new ArrayList<>();
        for (State state : List.of(State.MISSING, State.DAMAGED)) {
            problems.addAll(files.files(new FileFilter(null, state.name(), null, null), FIRST_PROBLEMS)
                    .items());
        }
        return FileReport.of(
                stats(),
                problems,
                jobs.lastCompleted("sweep").orElse(null),
                jobs.lastCompleted("verify").orElse(null),
                jobs.lastCompleted("restore_check").orElse(null));
    }
}
