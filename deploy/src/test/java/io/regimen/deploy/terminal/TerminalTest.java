package io.regimen.deploy.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TerminalTest {
    private static final List<Market> MARKETS = List.of(new Market("EURUSD", 12, null), new Market("X", 7, "thin"));

    private record Market(
            String symbol, int barCount, @Nullable String note) {}

    @Command(name = "markets")
    private static final class Markets implements Runnable {
        @Mixin
        private Terminal terminal = new Terminal();

        @Override
        public void run() {
            terminal.rows(MARKETS, List.of("symbol", "bar_count", "note"));
            terminal.say("two");
        }
    }

    @Test
    void rows_table() {
        assertEquals("""
                SYMBOL  BAR COUNT  NOTE
                EURUSD         12  -
                X               7  thin
                two
                """, run());
    }

    @Test
    void rows_json() {
        assertEquals("""
                [ {
                  "symbol" : "EURUSD",
                  "bar_count" : 12
                }, {
                  "symbol" : "X",
                  "bar_count" : 7,
                  "note" : "thin"
                } ]
                """, run("--output", "json"));
    }

    @Test
    void logging_masksSecrets(@TempDir Path home) throws IOException {
        Path file = home.resolve("log").resolve("x.log");
        Logging.toFile(file, "OFF", List.of("s3cr[t"));
        LoggerFactory.getLogger("x").info("key s3cr[t used", new IllegalStateException("with s3cr[t"));
        String text = Files.readString(file);
        assertTrue(text.contains("key *** used"), text);
        assertTrue(text.contains("IllegalStateException: with ***"), text);
        assertFalse(text.contains("s3cr[t"));
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertEquals(
                0, new CommandLine(new Markets()).setOut(new PrintWriter(out)).execute(arguments));
        return out.toString();
    }
}
