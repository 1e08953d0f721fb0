package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "save",
        description = {
            "Saves a regime set as the next version of its name.",
            "Nothing that was judged changes: results keep the version they were judged under."
        },
        mixinStandardHelpOptions = true)
final class RegimeSave extends ClientCommand {
    private final InputStream in;

    @Parameters(paramLabel = "FILE", description = "JSON of the set; - is standard input")
    private String file = "";

    RegimeSave(ApiClient api, InputStream in) {
        super(api);
        this.in = in;
    }

    @Override
    int run() {
        Answer answer =
                api().post("/api/regimes/sets", RegimeFile.read(file, in).json());
        JsonNode saved = answer.json();
        print(
                answer,
                "version " + saved.path("version").asInt() + " of "
                        + saved.path("name").asText());
        return OK;
    }
}
