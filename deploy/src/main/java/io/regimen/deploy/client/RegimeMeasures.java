package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

@Command(
        name = "measures",
        description = "Lists the measures that rules are made of: meaning, unit, parameters.",
        mixinStandardHelpOptions = true)
final class RegimeMeasures extends ClientCommand {
    RegimeMeasures(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().get("/api/regimes/measures");
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (JsonNode measure : answer.json()) {
            lines.add(
                    measure.path("name").asText() + " [" + measure.path("unit").asText() + "], needs "
                            + measure.path("needs").asText());
            lines.add("    " + measure.path("meaning").asText());
            for (JsonNode parameter : measure.path("parameters")) {
                lines.add("    " + parameter.path("name").asText() + ": "
                        + parameter.path("meaning").asText() + ", " + parameter.path("min") + " to "
                        + parameter.path("max") + ", " + parameter.path("fallback") + " if not given");
            }
        }
        print(answer, lines.toString());
        return OK;
    }
}
