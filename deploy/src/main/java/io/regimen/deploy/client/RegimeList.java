package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists regime sets with their versions, and how many runs were judged under each.",
        mixinStandardHelpOptions = true)
class RegimeList extends ClientCommand {
    RegimeList(ApiClient api) {
        super(api);
    }

    /** The command that stands for its group. */
    @Command(
            name = "regimes",
            description = "Defines, tries and lists market regimes, and judges stored runs under them.",
            mixinStandardHelpOptions = true)
    static final class Default extends RegimeList {
        Default(ApiClient api) {
            super(api);
        }
    }

    @Override
    int run() {
        Answer answer = api().get("/api/regimes/sets");
        print(
                answer,
                TextTable.of(
                                List.of("name", "version", "evaluations", "created_by", "created_at", "retired_at"),
                                answer.json())
                        .toString());
        return OK;
    }
}
