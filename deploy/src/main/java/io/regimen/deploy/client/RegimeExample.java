package io.regimen.deploy.client;

import io.regimen.workflows.regime.ExampleRegimes;
import io.regimen.workflows.regime.RegimeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "example",
        description =
                "Prints a regime set with a detector to begin with; `regimes show default` prints one with rules.",
        mixinStandardHelpOptions = true)
final class RegimeExample extends ClientCommand {
    // constants as they are typed
    enum Kind {
        hidden_markov,
        jump_model
    }

    @Parameters(paramLabel = "KIND", description = "one of: ${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.hidden_markov;

    RegimeExample(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        RegimeSet set = switch (kind) {
            case hidden_markov -> ExampleRegimes.hiddenMarkov();
            case jump_model -> ExampleRegimes.jumpModel();
        };
        out().println(set.json().toPrettyString());
        return OK;
    }
}
