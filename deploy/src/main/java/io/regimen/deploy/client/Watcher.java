package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.io.Console;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Follows a grid to its end: with a bar on a terminal, with a line per change of state elsewhere. */
final class Watcher {
    /** A restart of the server may take this many polls before watching is given up. */
    private static final int PATIENCE = 60;

    private final ClientCommand command;
    private final Duration poll;

    Watcher(ClientCommand command, Duration poll) {
        this.command = command;
        this.poll = poll;
    }

    /** Returns the exit code: 0 if every cell ended well. */
    int watch(String ref) {
        Answer last;
        try (WatchView view = view()) {
            last = follow(ref, view);
        }
        JsonNode grid = last.json();
        if (command.isJson()) {
            command.out().println(last.body());
        } else {
            command.out().println(GridSummary.end(grid));
            printLeaders(grid);
        }
        return GridSummary.isGood(grid) ? ClientCommand.OK : ClientCommand.FAILED;
    }

    private Answer follow(String ref, WatchView view) {
        int misses = 0;
        String waited = "";
        while (true) {
            try {
                Answer answer = command.api().get("/api/grids/" + ApiClient.step(ref));
                misses = 0;
                view.show(answer.json());
                String waits = answer.json().path("waits_for").asText();
                if (!waits.equals(waited) && !waits.isEmpty()) {
                    view.note("the grid waits: " + waits);
                }
                waited = waits;
                if (GridSummary.hasEnded(answer.json())) {
                    return answer;
                }
            } catch (NotRunningException e) {
                // the grid goes on without the API: only this view of it is interrupted
                if (++misses == 1) {
                    view.note("Regimen does not answer; waiting for it");
                } else if (misses > PATIENCE) {
                    throw e;
                }
            }
            pause();
        }
    }

    private void printLeaders(JsonNode grid) {
        if (!grid.has("id")) {
            return;
        }
        JsonNode leaders = command.api()
                .get("/api/leaders", Map.of("grid", grid.path("id").asText()))
                .json()
                .path("items");
        command.out().println(leaders.isEmpty() ? "no leader comes from this grid" : "leaders from this grid:");
        if (!leaders.isEmpty()) {
            Leaders.readable(leaders);
            command.out().println(TextTable.of(Leaders.COLUMNS, leaders));
        }
    }

    private WatchView view() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return terminal
                ? new WatchView.Bar(command.err())
                : new WatchView.Lines(command.isJson() ? command.err() : command.out());
    }

    private void pause() {
        try {
            Thread.sleep(poll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClientException.failed("Interrupted; the grid goes on");
        }
    }
}
