package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = "Checks a grid request and counts its cells.",
        mixinStandardHelpOptions = true)
final class GridValidate extends ClientCommand {
    private final InputStream in;

    @Parameters(paramLabel = "FILE", description = "JSON of the request; - is standard input")
    private String file = "-";

    GridValidate(ApiClient api, InputStream in) {
        super(api);
        this.in = in;
    }

    @Override
    int run() {
        Answer answer = api().post("/api/grids/validate", GridFile.read(file, in));
        boolean valid = answer.json().path("valid").asBoolean();
        StringBuilder lines = new StringBuilder();
        if (valid) {
            lines.append("valid: ")
                    .append(answer.json().path("cells").asLong())
                    .append(" cells; ")
                    .append(InferenceText.of(answer.json()));
        } else {
            lines.append("invalid:");
            for (JsonNode problem : answer.json().path("problems")) {
                lines.append(System.lineSeparator()).append("  ").append(ApiClient.sentence(problem));
            }
        }
        print(answer, lines.toString());
        return valid ? OK : USAGE;
    }
}
