package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import io.regimen.workflows.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Shows what a regime set makes of a dataset: shares, episodes, transitions, overlaps, returns. Stores nothing.",
            "With --output json: the series of states too."
        },
        mixinStandardHelpOptions = true)
final class RegimeTry extends ClientCommand {
    private final InputStream in;

    @Parameters(paramLabel = "SET", arity = "0..1", description = "a stored set: name, or name@version")
    private @Nullable String ref;

    @Option(names = "--file", paramLabel = "FILE", description = "a set that need not be stored; - is standard input")
    private @Nullable String file;

    @Option(names = "--dataset", paramLabel = "HASH", description = "hash of the dataset, or the beginning of it")
    private @Nullable String dataset;

    @Option(names = "--market", paramLabel = "MARKET", description = "the newest dataset of it, such as EURUSD/1h")
    private @Nullable String market;

    RegimeTry(ApiClient api, InputStream in) {
        super(api);
        this.in = in;
    }

    @Override
    int run() {
        ObjectNode request = Json.mapper().createObjectNode();
        put(request, "regimes", ref);
        put(request, "dataset", dataset);
        put(request, "market", market);
        if (file != null) {
            request.set("set", RegimeFile.read(file, in).json());
        }
        Answer answer = api().post("/api/regimes/test", request);
        print(answer, text(answer.json()));
        return OK;
    }

    private static String text(JsonNode report) {
        List<String> names = new ArrayList<>();
        report.path("states").forEach(state -> names.add(state.path("name").asText()));
        StringJoiner out = new StringJoiner(System.lineSeparator());
        out.add(TextTable.fields(report));
        out.add("")
                .add(TextTable.of(
                                List.of(
                                        "name",
                                        "bars",
                                        "share",
                                        "rule_share",
                                        "episodes",
                                        "mean_dwell",
                                        "median_dwell",
                                        "mean_return_bps",
                                        "volatility_bps"),
                                report.path("states"))
                        .toString());
        out.add("").add("Transitions: the state of the bar after, by the state of a bar");
        out.add(matrix(names, report.path("transitions")));
        if (report.path("overlaps").size() > 1) {
            out.add("").add("Overlaps of the rules, as shares of all bars that are known");
            out.add(matrix(names.subList(0, report.path("overlaps").size()), report.path("overlaps")));
        }
        report.path("warnings").forEach(warning -> out.add("").add("Note: " + warning.asText()));
        return out.toString();
    }

    /** Rows and columns of the same names. */
    private static String matrix(List<String> names, JsonNode shares) {
        ArrayNode rows = Json.mapper().createArrayNode();
        for (int i = 0; i < shares.size(); i++) {
            ObjectNode row = rows.addObject().put("name", names.get(i));
            for (int j = 0; j < shares.get(i).size(); j++) {
                row.set(names.get(j), shares.get(i).get(j));
            }
        }
        List<String> columns = new ArrayList<>(names);
        columns.addFirst("name");
        return TextTable.of(columns, rows).toString();
    }

    private static void put(ObjectNode request, String field, @Nullable String value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
