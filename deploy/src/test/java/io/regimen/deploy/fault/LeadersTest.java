package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.client.ClientCommands;
import io.regimen.deploy.local.AppProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Policies and changes by hand on real servers, by command; and what `verify` makes of rows that do not fit. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class LeadersTest {
    private final Plant plant;
    private AppProcess app;

    LeadersTest(Plants plants) {
        this.plant = plants.plant();
        this.app = plant.process("app", List.of("api", "worker-cpu"), "");
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void verify_findsRowsThatDoNotFollow_andPolicyAndHandChangeWhoLeads() {
        plant.reset();
        plant.startGrid(Plant.request());
        plant.awaitEnd();
        plantViolations();
        List<String> before = plant.verifiedResults();
        ok("leaders", "policy", "set", "--keep", "3", "--reason", "a test");
        assertEquals(before, plant.verifiedResults(), "no file comes back, and nobody else leads");
        List<String> first = leader();
        String regime = first.get(0);
        String run = first.get(1);
        List<String> hand = List.of(
                "--symbol", "SIMUSD", "--timeframe", "1h", "--regime", regime, "--run", run, "--reason", "a test");

        assertTrue(ok(hand, "promote").contains("run " + run + " leads"));
        assertTrue(ok(hand, "promote").contains("promoted by hand; nothing was changed"));
        ok(hand, "release");
        String retired = ok(hand, "retire");
        assertNotEquals(
                1,
                plant.count("select count(*) from regime_best_models where training_run_id = " + run
                        + " and regime_name = '" + regime + "'"),
                retired);
        plant.verifiedResults();
        assertEquals(
                List.of("leaders.policy", "leader.promote", "leader.release", "leader.retire"),
                plant.texts("select action from audit where actor = 'cli' order by id"));
        assertTrue(ok("leaders", "history", "--outcome", "retired").contains("a test"));
        assertTrue(ok("leaders", "global").contains("PRESENT"));
        ok("leaders", "places");
        assertEquals(0, plant.count("select count(*) from artifacts where state = 'DELETE_PENDING'"));

        assertTrue(run(Stream.concat(
                                Stream.of("leaders", "promote"),
                                hand.stream().map(text -> text.equals(run) ? "999999" : text))
                        .toArray(String[]::new))
                .contains("Run 999999 does not compete"));
        ok("leaders", "policy", "set", "--primary", "total_pnl", "--secondary", "sharpe", "--reason", "a test");
        plant.verifiedResults();
        assertTrue(ok("leaders", "policy", "--history").contains("total_pnl"));
    }

    private void plantViolations() {
        planted(
                "update regime_best_models set verdict = case verdict when 'PROVEN' then 'UNPROVEN' else 'PROVEN' end",
                "the verdict on the leader");
        planted(
                "update regime_best_models set evidence = jsonb_set(evidence, '{ledger,trials}', '3')",
                "is held against 3 trials");
        planted("update leader_candidates set score = score + 1 where place = 1", "recomputed that is");
        planted("update leader_candidates set place = null", "the files that stay for");
        planted("delete from regime_best_models", "the leader of");
        planted("update regime_best_models set performance_score = performance_score + 1", "leads with backtest");
        planted(
                "insert into leader_policies (version, policy, reason) select 2, policy, 'planted' from leader_policies",
                "does not follow the policy");
    }

    /** Changes rows, sees that `verify` says so, and puts them back. */
    private void planted(String change, String expected) {
        List<String> tables = List.of("regime_best_models", "leader_candidates", "leader_policies");
        tables.forEach(table -> plant.execute("create table kept_" + table + " as table " + table));
        plant.execute(change);
        List<String> found = plant.findings(Instant.now()).stream()
                .filter(finding -> finding.invariant().equals("I3"))
                .map(Object::toString)
                .toList();
        assertTrue(found.stream().anyMatch(line -> line.contains(expected)), () -> change + ": " + found);
        plant.execute("delete from leader_policies where id > 1");
        plant.execute("delete from regime_best_models");
        plant.execute("delete from leader_candidates");
        plant.execute("insert into regime_best_models overriding system value table kept_regime_best_models");
        plant.execute("insert into leader_candidates table kept_leader_candidates");
        tables.forEach(table -> plant.execute("drop table kept_" + table));
    }

    /** Regime and run of a leader. */
    private List<String> leader() {
        return Stream.of("regime_name", "training_run_id::text")
                .map(column -> plant.texts("select " + column + " from regime_best_models order by id limit 1")
                        .getFirst())
                .toList();
    }

    private String ok(List<String> hand, String action) {
        return ok(Stream.concat(Stream.of("leaders", action), hand.stream()).toArray(String[]::new));
    }

    private String ok(String... arguments) {
        StringWriter text = new StringWriter();
        assertEquals(0, execute(text, arguments), text::toString);
        return text.toString();
    }

    private String run(String... arguments) {
        StringWriter text = new StringWriter();
        assertNotEquals(0, execute(text, arguments), text::toString);
        return text.toString();
    }

    @Command(name = "regimen")
    private static final class Root {}

    private int execute(StringWriter text, String... arguments) {
        CommandLine root = new CommandLine(new Root());
        ClientCommands.all(() -> plant.settings().api().uri()).forEach(root::addSubcommand);
        root.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return root.execute(arguments);
    }
}
