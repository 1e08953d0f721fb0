package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.io.Console;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows a rejudgement to its end: one line that is drawn over itself on a terminal, a line per change elsewhere. */
final class RejudgeWatcher {
    /** A restart of the server may take this many polls before watching is given up. */
    private static final int PATIENCE = 60;

    private static final Set<String> GOING_ON = Set.of("planning", "running");
    private static final List<String> FINAL = List.of("judged", "already_judged", "refused", "failed", "cancelled");

    private final ClientCommand command;
    private final Duration poll;
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private String before = "";

    RejudgeWatcher(ClientCommand command, Duration poll) {
        this.command = command;
        this.poll = poll;
    }

    /** Returns the exit code: 0 if every run with something to judge was judged under the new terms, now or before. */
    int watch(String name) {
        JsonNode end = last(name);
        return end.path("status").asText().equals("completed")
                        && end.path("failed").asLong() == 0
                ? ClientCommand.OK
                : ClientCommand.FAILED;
    }

    /** Returns the exit code: 0 if it ended cancelled, as it was told. */
    int watchCancelled(String name) {
        return last(name).path("status").asText().equals("cancelled") ? ClientCommand.OK : ClientCommand.FAILED;
    }

    /** Follows it to its end and prints that. */
    private JsonNode last(String name) {
        Answer last = follow(name);
        JsonNode end = last.json();
        if (command.isJson()) {
            command.out().println(last.body());
        } else {
            command.out().println(line(end));
            String failure = end.path("workflow").path("failure").asText();
            if (!failure.isEmpty()) {
                command.out().println(failure);
            }
            if (!end.path("not_judged").isEmpty()) {
                command.out()
                        .println(TextTable.of(
                                List.of("training_run_id", "status", "config_hash", "failure_kind", "reason"),
                                end.path("not_judged")));
            }
        }
        return end;
    }

    private Answer follow(String name) {
        int misses = 0;
        while (true) {
            try {
                Answer answer = command.api().get("/api/rejudgements/" + ApiClient.step(name));
                misses = 0;
                if (!GOING_ON.contains(answer.json().path("status").asText())) {
                    if (terminal && !before.isEmpty()) {
                        command.err().println();
                        command.err().flush();
                    }
                    return answer;
                }
                show(line(answer.json()));
            } catch (NotRunningException e) {
                // the rejudgement goes on without the API: only this view of it is interrupted
                if (++misses > PATIENCE) {
                    throw e;
                }
            }
            pause();
        }
    }

    private void show(String line) {
        if (line.equals(before)) {
            return;
        }
        if (terminal) {
            command.err().print("\r" + line + " ".repeat(Math.max(0, before.length() - line.length())));
            command.err().flush();
        } else {
            command.say(line);
        }
        before = line;
    }

    private static String line(JsonNode rejudgement) {
        long total = rejudgement.path("total").asLong();
        long ended = FINAL.stream()
                .mapToLong(state -> rejudgement.path(state).asLong())
                .sum();
        String counts = FINAL.stream()
                .filter(state -> rejudgement.path(state).asLong() > 0)
                .map(state -> rejudgement.path(state).asLong() + " " + state.replace('_', ' '))
                .collect(Collectors.joining(", "));
        return "rejudgement " + rejudgement.path("name").asText() + " "
                + rejudgement.path("status").asText()
                + (total == 0 ? "" : ": " + ended + " of " + total + " runs ended")
                + (counts.isEmpty() ? "" : " (" + counts + ")");
    }

    private void pause() {
        try {
            Thread.sleep(poll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClientException.failed("Interrupted; the rejudgement goes on");
        }
    }
}
