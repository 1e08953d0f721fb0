package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.terminal.TextTable;
import io.regimen.workflows.Json;
import io.regimen.workflows.StorageCheckKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a check of the store, waits for it, and prints what is not as it should be. Exit code 1 if anything is. */
abstract class FilesCheck extends ClientCommand {
    private final StorageCheckKind kind;
    private final Duration poll;

    private FilesCheck(ApiClient api, Duration poll, StorageCheckKind kind) {
        super(api);
        this.poll = poll;
        this.kind = kind;
    }

    @Command(
            name = "verify",
            description =
                    "Reads every file and compares its hash; marks what is missing or damaged, and what is whole again.",
            mixinStandardHelpOptions = true)
    static final class Verify extends FilesCheck {
        Verify(ApiClient api, Duration poll) {
            super(api, poll, StorageCheckKind.VERIFY);
        }
    }

    @Command(
            name = "retrain",
            description =
                    "Trains runs whose model file is missing or damaged again; the file is stored if it is the same, byte for byte.",
            mixinStandardHelpOptions = true)
    static final class Retrain extends FilesCheck {
        Retrain(ApiClient api, Duration poll) {
            super(api, poll, StorageCheckKind.RETRAIN);
        }
    }

    @Command(
            name = "restore-check",
            description = "Fetches some leaders' files, reads the models, and forecasts the newest bar with each.",
            mixinStandardHelpOptions = true)
    static final class Restore extends FilesCheck {
        @Option(names = "--sample", paramLabel = "N", description = "leaders at most; 5 if absent")
        private @Nullable Integer sample;

        @Option(names = "--seed", paramLabel = "SEED", description = "decides which ones; 0 if absent")
        private @Nullable Long seed;

        Restore(ApiClient api, Duration poll) {
            super(api, poll, StorageCheckKind.RESTORE_CHECK);
        }

        @Override
        void describe(ObjectNode request) {
            if (sample != null) {
                request.put("sample", sample);
            }
            if (seed != null) {
                request.put("seed", seed);
            }
        }
    }

    /** Adds what the command was told. */
    void describe(ObjectNode request) {}

    @Override
    int run() {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("kind", kind.toString());
        describe(request);
        request.put("created_by", "cli");
        JsonNode job = new StorageJobWatcher(this, poll)
                .await(api().post("/api/files/checks", request).json());
        JsonNode report = job.path("report");
        if (isJson()) {
            out().println(job);
        } else {
            if (!report.path("findings").isEmpty()) {
                out().println(TextTable.of(
                        List.of("key", "what", "training_run_id", "config_hash"), report.path("findings")));
            }
            out().println(report.path("files").asLong() + " files, "
                    + report.path("bytes").asLong() + " bytes: "
                    + report.path("bad").asLong() + " "
                    + (kind == StorageCheckKind.RETRAIN ? "could not be made again" : "not as they should be"));
        }
        return report.path("bad").asLong() == 0 ? OK : FAILED;
    }
}
