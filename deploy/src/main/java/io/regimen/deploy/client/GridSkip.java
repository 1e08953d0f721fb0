package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "skip", description = "Leaves out cells that have not started.", mixinStandardHelpOptions = true)
final class GridSkip extends ClientCommand {
    @Parameters(index = "0", paramLabel = "GRID", description = "name (the newest execution) or id")
    private String ref = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "INDEX", description = "indices of cells")
    private List<Integer> indices = new ArrayList<>();

    GridSkip(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().post("/api/grids/" + ApiClient.step(ref) + "/skip", Map.of("indices", indices));
        print(
                answer,
                "skip: passed on to grid " + answer.json().path("name").asText() + " for " + indices.size() + " cells");
        return OK;
    }
}
