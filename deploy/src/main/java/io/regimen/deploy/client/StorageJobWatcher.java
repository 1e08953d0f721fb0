package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Waits for a sweep or check of the store to end. */
final class StorageJobWatcher {
    private final ClientCommand command;
    private final Duration poll;

    StorageJobWatcher(ClientCommand command, Duration poll) {
        this.command = command;
        this.poll = poll;
    }

    /**
     * The job when it has ended well.
     *
     * @param started the answer that it was started
     * @throws ClientException if it failed
     */
    JsonNode await(JsonNode started) {
        String execution = started.path("execution").asText();
        command.say("started " + started.path("workflow_id").asText());
        while (true) {
            for (JsonNode job : command.api().get("/api/files/jobs").json().path("items")) {
                if (job.path("execution").asText().equals(execution)) {
                    switch (job.path("status").asText()) {
                        case "completed" -> {
                            return job;
                        }
                        case "failed" ->
                            throw ClientException.failed(job.path("reason").asText());
                        default -> {
                            // goes on
                        }
                    }
                }
            }
            try {
                Thread.sleep(poll);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ClientException.failed("Interrupted; it goes on in the background");
            }
        }
    }
}
