package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.Sparkline;
import io.regimen.deploy.terminal.TextTable;
import io.regimen.workflows.Json;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "curve",
        description =
                "Equity curve, drawdowns and months of one configuration of a run; a worker makes what is not stored,"
                        + " as long as the run's model file is kept.",
        mixinStandardHelpOptions = true)
final class RunsCurve extends ClientCommand {
    private static final int WIDTH = 72;
    private static final int DRAWDOWNS = 5;
    private static final int PATIENCE_SECONDS = 300;

    private final Duration poll;

    @Parameters(paramLabel = "RUN", description = "id or run key")
    private String ref = "";

    @Option(
            names = "--config",
            paramLabel = "N",
            required = true,
            description = "index of the configuration, as runs show RUN --backtests lists it")
    private int config;

    @Option(names = "--segment", paramLabel = "PART", description = "test (default) or validation")
    private Part segment = Part.test;

    @Option(names = "--evaluation", paramLabel = "HASH", description = "default: the run's current evaluation")
    private @Nullable String evaluation;

    @Option(names = "--csv", description = "the equity curve as CSV: time, wealth, drawdown")
    private boolean csv;

    RunsCurve(ApiClient api, Duration poll) {
        super(api);
        this.poll = poll;
    }

    // constants as they are typed
    enum Part {
        test,
        validation
    }

    @Override
    int run() {
        Answer answer = ask();
        JsonNode detail = answer.json().path("detail");
        if (csv) {
            out().println(csv(detail.path("equity")));
        } else {
            print(answer, text(detail));
        }
        return OK;
    }

    /** Asks until a worker is done. */
    private Answer ask() {
        ObjectNode wanted = Json.mapper().createObjectNode().put("segment", segment.name());
        if (evaluation != null) {
            wanted.put("evaluation", evaluation);
        }
        String path = "/api/runs/" + ApiClient.step(ref) + "/backtests/" + config + "/detail";
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        Answer answer = api().post(path, wanted);
        while (!answer.json().has("detail")) {
            if (System.nanoTime() > end) {
                throw ClientException.failed("No worker has made the curve yet; is one running? The workflow is "
                        + answer.json().path("workflow_id").asText());
            }
            say("a worker is making the curve");
            try {
                Thread.sleep(poll);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ClientException.failed("Interrupted");
            }
            answer = api().post(path, wanted);
        }
        return answer;
    }

    private String text(JsonNode detail) {
        JsonNode equity = detail.path("equity");
        List<Double> wealth = numbers(equity.path("wealth"));
        List<String> lines = new ArrayList<>();
        lines.add("run " + ref + ", configuration " + config + ", " + segment);
        lines.add(TextTable.fields(detail));
        if (!wealth.isEmpty()) {
            Charset charset = Charset.forName(System.getProperty(
                    "stdout.encoding", Charset.defaultCharset().name()));
            lines.add("");
            lines.add(Sparkline.of(wealth, WIDTH, charset));
            lines.add(String.format(
                    Locale.ROOT,
                    "%s to %s: 1 became %.4f, between %.4f and %.4f; deepest drawdown %.2f %%",
                    time(equity, 0),
                    time(equity, wealth.size() - 1),
                    wealth.getLast(),
                    wealth.stream().mapToDouble(value -> value).min().orElseThrow(),
                    wealth.stream().mapToDouble(value -> value).max().orElseThrow(),
                    100
                            * numbers(equity.path("drawdown")).stream()
                                    .mapToDouble(value -> value)
                                    .min()
                                    .orElse(0)));
        }
        JsonNode drawdowns = detail.path("drawdowns");
        if (!drawdowns.isEmpty()) {
            lines.add("");
            lines.add(TextTable.of(List.of("start", "trough", "recovery", "depth", "bars"), first(drawdowns, DRAWDOWNS))
                    .toString());
        }
        if (!detail.path("months").isEmpty()) {
            lines.add("");
            lines.add(TextTable.of(List.of("month", "bars", "trades", "total_pnl"), detail.path("months"))
                    .toString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String csv(JsonNode equity) {
        List<String> lines = new ArrayList<>(List.of("time,wealth,drawdown"));
        for (int i = 0; i < equity.path("time").size(); i++) {
            lines.add(time(equity, i) + "," + equity.at("/wealth/" + i).asText() + ","
                    + equity.at("/drawdown/" + i).asText());
        }
        return String.join("\n", lines);
    }

    private static String time(JsonNode equity, int i) {
        return Instant.ofEpochSecond(equity.at("/time/" + i).asLong()).toString();
    }

    private static List<Double> numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).doubleValue())
                .toList();
    }

    private static List<JsonNode> first(JsonNode list, int count) {
        return IntStream.range(0, Math.min(count, list.size()))
                .mapToObj(list::get)
                .toList();
    }
}
