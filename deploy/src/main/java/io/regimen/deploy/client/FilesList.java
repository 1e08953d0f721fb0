package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists files of models and features, newest first.",
        mixinStandardHelpOptions = true)
final class FilesList extends ClientCommand {
    @Option(names = "--kind", paramLabel = "KIND", description = "model or features")
    private @Nullable String kind;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "uploading, present, missing, damaged, delete_pending or deleted")
    private @Nullable String state;

    @Option(names = "--leading", paramLabel = "true|false", description = "whether the file's run leads")
    private @Nullable String leading;

    @Option(names = "--run", paramLabel = "ID", description = "the files of a training run")
    private @Nullable Long training;

    @Mixin
    private PageOptions page = new PageOptions();

    FilesList(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        PageOptions.put(query, "kind", kind);
        PageOptions.put(query, "state", state);
        PageOptions.put(query, "leading", leading);
        PageOptions.put(query, "run", training);
        page.putInto(query);
        printPage(
                api().get("/api/files", query),
                List.of(
                        "id",
                        "kind",
                        "state",
                        "reason",
                        "bytes",
                        "training_run_id",
                        "model_type",
                        "market",
                        "leads",
                        "used_at",
                        "object_key"));
        return OK;
    }
}
