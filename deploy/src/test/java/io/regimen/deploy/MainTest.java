package io.regimen.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_listsCommands() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("status"));
        assertTrue(out.toString().chars().noneMatch(c -> c == '\u001b'), "colour although not a terminal");
    }

    @Test
    void unknownCommand_isUsage() {
        assertEquals(2, run("frobnicate"));
        assertTrue(err.toString().startsWith("Unmatched argument"));
    }

    @Test
    void unknownRole_isOneSentence() {
        assertEquals(2, run("serve", "--roles", "stove"));
        assertEquals(
                "regimen: There is no role \"stove\"; the roles are store, api, worker-cpu, worker-gpu."
                        + System.lineSeparator(),
                err.toString());
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }
}
