package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.terminal.TextTable;
import io.regimen.workflows.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description =
                "Deletes what nothing wants any more, and marks what is missing. It runs by itself every hour; this starts it now and prints what it did.",
        mixinStandardHelpOptions = true)
final class FilesSweep extends ClientCommand {
    private final Duration poll;

    @Option(names = "--dry-run", description = "say what would be done, and change no file")
    private boolean dryRun;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "leave younger objects without a row, and uploads of ended runs, alone; an hour if absent")
    private @Nullable Integer grace;

    @Option(names = "--upload", paramLabel = "SECONDS", description = "older uploads have died; 6 hours if absent")
    private @Nullable Integer upload;

    @Option(
            names = "--unused",
            paramLabel = "SECONDS",
            description = "features that nobody has read for so long go; 30 days if absent")
    private @Nullable Integer unused;

    FilesSweep(ApiClient api, Duration poll) {
        super(api);
        this.poll = poll;
    }

    @Override
    int run() {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("dry_run", dryRun);
        put(request, "grace_seconds", grace);
        put(request, "upload_seconds", upload);
        put(request, "unused_seconds", unused);
        request.put("created_by", "cli");
        JsonNode job = new StorageJobWatcher(this, poll)
                .await(api().post("/api/files/sweeps", request).json());
        if (isJson()) {
            out().println(job);
            return OK;
        }
        JsonNode report = job.path("report");
        String objects = report.path("objects").asLong() + " objects of models and features in the store";
        if (report.path("actions").isEmpty()) {
            out().println(objects + "; nothing to do");
            return OK;
        }
        out().println(TextTable.of(
                dryRun
                        ? List.of("action", "kind", "reason", "files", "bytes", "examples")
                        : List.of("action", "kind", "reason", "files", "bytes"),
                report.path("actions")));
        out().println(objects
                + (dryRun
                        ? " were compared; nothing was changed, and what would be given up would be deleted too"
                        : " were compared; each file has its row in the audit under job "
                                + report.path("job_id").asLong()));
        return OK;
    }

    private static void put(ObjectNode request, String field, @Nullable Integer value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
