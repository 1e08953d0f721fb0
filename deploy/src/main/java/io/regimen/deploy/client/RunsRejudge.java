package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.workflows.Json;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rejudge",
        description = {
            "Backtests trained runs again under other inference settings, costs or regimes, without training.",
            "A run can be judged again while its model file is kept, and under other regimes while its position streams are"
                    + " (execution.keep_streams of its grid). Old results stay as history."
        },
        mixinStandardHelpOptions = true)
final class RunsRejudge extends ClientCommand {
    private final InputStream in;
    private final Duration poll;

    @Option(names = "--market", paramLabel = "MARKET", description = "only runs of this market, such as EURUSD/1h")
    private @Nullable String market;

    @Option(names = "--model-type", paramLabel = "TYPE", description = "only runs of this model type, such as ridge")
    private @Nullable String modelType;

    @Option(names = "--run", paramLabel = "ID", description = "this run; may be given several times")
    private List<Long> runs = new ArrayList<>();

    @Option(names = "--leaders", description = "only runs that lead in a regime now")
    private boolean leaders;

    @Option(
            names = "--inference",
            paramLabel = "FILE",
            description = "JSON of the new inference grid, as the field inference of a grid; - is standard input")
    private @Nullable String inference;

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description = "JSON of the new costs, as the field costs of a grid; absent: those of each run")
    private @Nullable String costs;

    @Option(
            names = "--regimes",
            paramLabel = "SET",
            description = "the new regime set: name (its newest version), or name@version; absent: that of each run")
    private @Nullable String regimes;

    @Option(names = "--name", paramLabel = "NAME", description = "name of the rejudgement; absent: made from the terms")
    private @Nullable String name;

    @Option(names = "--watch", description = "watch the rejudgement until it ends")
    private boolean watch;

    @Option(names = "--dry-run", description = "only say how many runs and backtests these are and how long they take")
    private boolean dryRun;

    @Option(
            names = "--cancel",
            paramLabel = "NAME",
            description = "end the rejudgement of this name instead: what it has judged stays")
    private @Nullable String cancelled;

    RunsRejudge(ApiClient api, InputStream in, Duration poll) {
        super(api);
        this.in = in;
        this.poll = poll;
    }

    @Override
    int run() {
        if (cancelled != null) {
            return cancel(cancelled);
        }
        ObjectNode request = request();
        Answer estimate = api().post("/api/rejudgements/estimate", request);
        String size = RejudgeSize.text(estimate.json());
        if (dryRun) {
            print(estimate, size);
            return OK;
        }
        say(size);
        Answer answer = api().post("/api/rejudgements", request);
        JsonNode started = answer.json();
        String given = started.path("name").asText();
        String line = "started rejudgement " + given + ", workflow "
                + started.path("workflow_id").asText();
        if (watch && isJson()) {
            say(line);
        } else {
            print(answer, line);
        }
        return watch ? new RejudgeWatcher(this, poll).watch(given) : OK;
    }

    private ObjectNode request() {
        ObjectNode request = Json.mapper().createObjectNode();
        put(request, "market", market);
        put(request, "model_type", modelType);
        if (!runs.isEmpty()) {
            runs.forEach(request.putArray("runs")::add);
        }
        if (leaders) {
            request.put("leaders", true);
        }
        if (inference != null) {
            request.set("inference", GridFile.read(inference, in));
        }
        if (costs != null) {
            request.set("costs", GridFile.read(costs, in));
        }
        put(request, "regimes", regimes);
        // the same command is the same rejudgement: a second start of it while it runs is refused
        request.put("name", name == null ? Json.sha256(request).substring(0, 12) : name);
        request.put("created_by", "cli");
        return request;
    }

    private int cancel(String running) {
        if (dryRun
                || leaders
                || !runs.isEmpty()
                || Stream.of(market, modelType, inference, costs, name).anyMatch(Objects::nonNull)) {
            throw ClientException.usage(
                    "--cancel takes the name of a rejudgement and goes only with --watch and --output");
        }
        Answer answer = api().post("/api/rejudgements/" + ApiClient.step(running) + "/cancel", Map.of());
        String line =
                "cancel: passed on to rejudgement " + answer.json().path("name").asText();
        if (watch && isJson()) {
            say(line);
        } else {
            print(answer, line);
        }
        return watch ? new RejudgeWatcher(this, poll).watchCancelled(running) : OK;
    }

    private static void put(ObjectNode request, String field, @Nullable String value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
