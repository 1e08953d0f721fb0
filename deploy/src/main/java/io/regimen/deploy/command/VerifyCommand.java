package io.regimen.deploy.command;

import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Connections;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.deploy.verify.CountCheck;
import io.regimen.deploy.verify.Finding;
import io.regimen.deploy.verify.ResultsDigest;
import io.regimen.deploy.verify.Verification;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the promises on what is stored; exit code 1 if one is broken. */
@Command(
        name = "verify",
        description =
                "Check the invariants I1 to I5 and I7 on what is stored now, and print the digest of all results.")
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    /** The report, as printed with --output json. */
    public record Report(boolean clean, List<Finding> findings, String resultsDigest) {}

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        WorkflowClient client = Connections.temporal(settings.temporal());
        try (Backend backend = Backend.open(settings)) {
            List<Finding> findings = new ArrayList<>(new Verification(backend, client).run(Instant.now()));
            findings.addAll(new CountCheck(backend, settings.api().uri()).counts());
            Report report = new Report(findings.isEmpty(), findings, ResultsDigest.of(backend));
            if (terminal.json()) {
                terminal.object(report);
            } else {
                print(report);
            }
            return report.clean() ? 0 : 1;
        } finally {
            client.getWorkflowServiceStubs().shutdownNow();
        }
    }

    private void print(Report report) {
        report.findings().forEach(finding -> terminal.say(finding.invariant() + ": " + finding.what()));
        terminal.say(
                report.clean()
                        ? "no violation of I1, I2, I3, I4, I5, I7"
                        : report.findings().size() + " violations");
        terminal.say("results " + report.resultsDigest());
    }
}
