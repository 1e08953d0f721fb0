package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import picocli.CommandLine.Command;

@Command(
        name = "report",
        description = "The state of the store in words: what there is, what is wrong, what was done last.",
        mixinStandardHelpOptions = true)
final class FilesReport extends ClientCommand {
    FilesReport(ApiClient api) {
        super(api);
    }

    /** Exit code 1 if a file is missing or damaged. */
    @Override
    int run() {
        Answer answer = api().get("/api/files/report");
        print(answer, answer.json().path("summary").asText());
        return answer.json().path("problems").isEmpty() ? OK : FAILED;
    }
}
