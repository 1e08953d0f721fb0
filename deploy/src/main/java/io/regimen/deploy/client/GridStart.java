package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Starts a grid.", mixinStandardHelpOptions = true)
final class GridStart extends ClientCommand {
    private final InputStream in;
    private final Duration poll;

    @Parameters(paramLabel = "FILE", description = "JSON of the request; - is standard input")
    private String file = "-";

    @Option(names = "--name", paramLabel = "NAME", description = "use this name instead of the file's")
    private @Nullable String name;

    @Option(names = "--watch", description = "watch the grid until it ends")
    private boolean watch;

    GridStart(ApiClient api, InputStream in, Duration poll) {
        super(api);
        this.in = in;
        this.poll = poll;
    }

    @Override
    int run() {
        ObjectNode request = GridFile.read(file, in);
        if (name != null) {
            request.put("name", name);
        }
        if (!request.has("created_by")) {
            request.put("created_by", "cli");
        }
        Answer answer = api().post("/api/grids", request);
        JsonNode started = answer.json();
        String grid = started.path("name").asText();
        StringBuilder lines = new StringBuilder("started grid " + grid + ": "
                + started.path("cells").asLong() + " cells, workflow "
                + started.path("workflow_id").asText());
        lines.append(System.lineSeparator()).append(InferenceText.of(started));
        if (started.has("web_ui")) {
            lines.append(System.lineSeparator()).append(started.path("web_ui").asText());
        }
        if (watch && isJson()) {
            say(lines.toString());
        } else {
            print(answer, lines.toString());
        }
        return watch ? new Watcher(this, poll).watch(grid) : OK;
    }
}
