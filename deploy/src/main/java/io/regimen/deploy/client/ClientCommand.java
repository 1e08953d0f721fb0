package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that calls the API. Results go to the command line's output, everything else to its error output. */
abstract class ClientCommand implements Callable<Integer> {
    static final int OK = 0;
    /** What was asked could not be done, or a grid ended with failed cells. */
    static final int FAILED = 1;
    /** The command or the request makes no sense. */
    static final int USAGE = 2;

    private final ApiClient api;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "table (default), or json: the API's answer as it is")
    private Output output = Output.table;

    @Spec
    private @Nullable CommandSpec spec;

    ClientCommand(ApiClient api) {
        this.api = api;
    }

    // constants as they are typed
    enum Output {
        table,
        json
    }

    /** Does the work and returns the exit code. */
    abstract int run();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (ClientException e) {
            say("regimen: " + e.getMessage());
            return e.exitCode();
        } catch (NotRunningException e) {
            say("regimen: " + e.getMessage());
            return FAILED;
        } finally {
            out().flush();
        }
    }

    final ApiClient api() {
        return api;
    }

    final boolean isJson() {
        return output == Output.json;
    }

    final PrintWriter out() {
        return line().commandLine().getOut();
    }

    final PrintWriter err() {
        return line().commandLine().getErr();
    }

    /** A line beside the result. */
    final void say(String text) {
        err().println(text);
        err().flush();
    }

    /** The API's answer as it is, or lines for a person. */
    final void print(Answer answer, String lines) {
        out().println(isJson() ? answer.body() : lines);
    }

    /** A page of rows as a table, with a line on what was left out. */
    final void printPage(Answer page, List<String> columns) {
        JsonNode items = page.json().path("items");
        String table = items.isEmpty() ? "none" : TextTable.of(columns, items).toString();
        long total = page.json().path("total").asLong();
        long before = page.json().path("offset").asLong();
        print(
                page,
                items.size() < total && !items.isEmpty()
                        ? table + System.lineSeparator() + (before + 1) + " to " + (before + items.size()) + " of "
                                + total
                        : table);
    }

    private CommandSpec line() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set up this command");
        }
        return spec;
    }
}
