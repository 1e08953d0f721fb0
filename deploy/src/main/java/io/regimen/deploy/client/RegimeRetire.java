package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "retire",
        description = "Retires a version of a regime set: nothing new is judged under it, and results stay.",
        mixinStandardHelpOptions = true)
final class RegimeRetire extends ClientCommand {
    @Parameters(paramLabel = "SET", description = "its name (the newest version), or name@version")
    private String ref = "";

    RegimeRetire(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().post("/api/regimes/sets/" + ApiClient.step(ref) + "/retire", Map.of());
        JsonNode retired = answer.json();
        print(
                answer,
                retired.path("name").asText() + "@" + retired.path("version").asInt() + " is retired; "
                        + retired.path("evaluations").asLong() + " runs were judged under it");
        return OK;
    }
}
