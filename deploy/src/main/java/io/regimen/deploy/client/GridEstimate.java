package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.io.InputStream;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "estimate", description = "Says how long a grid would take.", mixinStandardHelpOptions = true)
final class GridEstimate extends ClientCommand {
    private final InputStream in;

    @Parameters(paramLabel = "FILE", description = "JSON of the request; - is standard input")
    private String file = "-";

    GridEstimate(ApiClient api, InputStream in) {
        super(api);
        this.in = in;
    }

    @Override
    int run() {
        Answer answer = api().post("/api/grids/estimate", GridFile.read(file, in));
        JsonNode estimate = answer.json();
        Duration work = Duration.ofMillis(Math.round(estimate.path("seconds").asDouble() * 1000));
        print(
                answer,
                estimate.path("cells").asLong() + " cells, "
                        + estimate.path("already_trained").asLong() + " already trained, "
                        + estimate.path("inference_backtests").asLong() + " inference backtests: "
                        + Durations.text(work) + " of work ("
                        + estimate.path("basis").asText() + ")"
                        + bytes(estimate.path("file_bytes").asLong())
                        + System.lineSeparator()
                        + InferenceText.of(estimate));
        return OK;
    }

    private static String bytes(long written) {
        return written == 0
                ? ""
                : String.format(", %.1f MB of model files, of which those that lead stay", written / 1e6);
    }
}
