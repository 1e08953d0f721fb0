package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.workflows.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Promotes, retires or releases a run by hand. */
abstract class LeadersChange extends ClientCommand {
    private final String action;

    @Option(names = "--symbol", required = true, paramLabel = "SYMBOL", description = "such as EURUSD")
    private String symbol = "";

    @Option(names = "--timeframe", required = true, paramLabel = "TF", description = "such as 1h")
    private String timeframe = "";

    @Option(names = "--regime", required = true, paramLabel = "NAME", description = "name of a regime")
    private String regime = "";

    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "id of the run; `leaders` has those that lead")
    private long run;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for the audit")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "who, for the audit; cli if absent")
    private String by = "cli";

    private LeadersChange(ApiClient api, String action) {
        super(api);
        this.action = action;
    }

    @Command(
            name = "promote",
            description = {
                "Makes a run the leader of a regime until it is released or retired, whatever scores say.",
                "Its model file must be there: `leaders places` lists the runs whose files stay."
            },
            mixinStandardHelpOptions = true)
    static final class Promote extends LeadersChange {
        Promote(ApiClient api) {
            super(api, "promote");
        }
    }

    @Command(
            name = "retire",
            description = {
                "Keeps a run from leading a regime; it does not come back by itself.",
                "The next best run whose model file is there takes over; if there is none, nobody leads until a further"
                        + " run is judged. Where nothing else keeps the file of the retired run, it is deleted."
            },
            mixinStandardHelpOptions = true)
    static final class Retire extends LeadersChange {
        Retire(ApiClient api) {
            super(api, "retire");
        }
    }

    @Command(
            name = "release",
            description = "Lets a run that was promoted by hand lead only as long as the policy wants it.",
            mixinStandardHelpOptions = true)
    static final class Release extends LeadersChange {
        Release(ApiClient api) {
            super(api, "release");
        }
    }

    @Override
    int run() {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("symbol", symbol)
                .put("timeframe", timeframe)
                .put("regime", regime)
                .put("run", run)
                .put("reason", reason)
                .put("created_by", by);
        Answer answer = api().post("/api/leaders/" + action, request);
        print(answer, answer.json().path("sentence").asText());
        return OK;
    }
}
