package io.regimen.deploy.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.command.ImportCommand;
import io.regimen.deploy.local.PostgresServer;
import io.regimen.deploy.local.S3Server;
import io.regimen.deploy.local.TestHome;
import io.regimen.deploy.settings.Settings;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on datasets, on real servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataCommandsTest {
    private static final Instant MONDAY = Instant.parse("2021-03-01T00:00:00Z");

    private final RecordedExchange exchange = new RecordedExchange();
    private Path files = Path.of("");
    private final List<AutoCloseable> servers = new ArrayList<>();
    private CommandLine root = new CommandLine(new Group());

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        Settings settings = TestHome.settings(home.resolve("home"));
        files = Files.createDirectories(home.resolve("files"));
        PostgresServer postgres = new PostgresServer(settings);
        postgres.start(TestHome.silent());
        servers.add(postgres::stop);
        servers.add(S3Server.start(settings));
        root = new CommandLine(new Group())
                .addSubcommand(new ImportCommand(() -> settings))
                .addSubcommand(DataCommand.with(() -> settings));
    }

    @AfterAll
    void stop() throws Exception {
        exchange.close();
        for (AutoCloseable server : servers.reversed()) {
            server.close();
        }
    }

    @CommandLine.Command(name = "regimen")
    private static final class Group {}

    private record Run(int exit, String out, String err) {
        JsonNode json() {
            try {
                return Json.mapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(out + err, e);
            }
        }

        String hash() {
            assertEquals(0, exit, err);
            return json().path("hash").asText();
        }
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        for (CommandLine line : all(root)) {
            line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            line.setExecutionExceptionHandler((e, command, result) -> {
                command.getErr().println(Objects.requireNonNullElse(e.getMessage(), e.toString()));
                return 1;
            });
        }
        int exit = root.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> out = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(sub -> out.addAll(all(sub)));
        return out;
    }

    /** Hourly bars of a week day, some of them left out. */
    private Path csv(String name, int from, int to, double shift, List<Integer> without) throws IOException {
        StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
        for (int hour = from; hour < to; hour++) {
            if (!without.contains(hour)) {
                double price = 1.2 + shift + 0.0005 * Math.sin(hour * 0.9) + 0.0003 * Math.cos(hour * 2.3);
                text.append(MONDAY.plusSeconds(3600L * hour)).append(',');
                text.append(price).append(',').append(price + 0.001).append(',').append(price - 0.001);
                text.append(',').append(price + 0.0002 * (hour % 3 - 1)).append(",100\n");
            }
        }
        return Files.writeString(files.resolve(name), text);
    }

    @Test
    void import_repairsSmallGapsAndReportsLargeOnes() throws IOException {
        Path file = csv("GAPUSD.csv", 0, 100, 0, List.of(10, 40, 41, 60, 61, 62, 63, 64));
        String hash = run("import", file.toString(), "--vendor", "csv", "--output", "json")
                .hash();
        JsonNode report =
                run("data", "report", hash.substring(0, 8), "--output", "json").json();

        assertEquals(3, report.path("repaired_bars").asInt());
        assertEquals(95, report.path("bars").asInt());
        assertEquals("fx", report.path("calendar").asText());
        assertEquals(
                1,
                report.at("/integrity/gaps/large").asInt(),
                report.path("integrity").toPrettyString());

        String raw = run("import", file.toString(), "--vendor", "csv", "--repair", "none", "--output", "json")
                .hash();
        assertNotEquals(hash, raw);
        String text = run("data", "report", hash).out();
        assertTrue(text.contains("INTEGRITY") && text.contains(hash), text);
    }

    @Test
    void funding_importedListedAndRefused() throws IOException {
        Path file = Files.writeString(files.resolve("BTCUSDT-fundingRate-2024-01.csv"), """
                calc_time,funding_interval_hours,last_funding_rate
                1704067200000,8,0.0001
                1704096000005,8,0.0002
                """);
        Run first = run("data", "funding", file.toString(), "--symbol", "btc/usdt", "--output", "json");
        String hash = first.hash();
        assertTrue(first.json().path("is_new").asBoolean());
        assertEquals("BTCUSDT", first.json().path("symbol").asText());
        Run again = run("data", "funding", file.toString(), "--symbol", "BTCUSDT");
        assertTrue(again.out().contains("(was there before)"), again.out());
        assertTrue(
                again.out().contains("\"costs\": {\"funding\": {\"series\": {\"BTCUSDT\": \"" + hash + "\"}}}"),
                again.out());
        JsonNode listed = run("data", "funding", "--output", "json").json();
        assertEquals(hash, listed.at("/0/hash").asText());
        assertEquals(2, listed.at("/0/charges").asInt());

        assertTrue(run("data", "funding", file.toString()).err().contains("--symbol is missing"));
        Run percent = run("data", "funding", file.toString(), "--symbol", "BTCUSDT", "--unit", "percent");
        assertEquals(1, percent.exit());
        assertTrue(percent.err().contains("which holds fractions"), percent.err());
    }

    @Test
    void import_appendToAnOlderVersionKeepsBoth() throws IOException {
        String old = run(
                        "import",
                        csv("APPUSD.csv", 0, 60, 0, List.of()).toString(),
                        "--vendor",
                        "csv",
                        "--output",
                        "json")
                .hash();
        Path more = csv("APPUSD_more.csv", 50, 90, 0, List.of());
        Run appended = run(
                "import",
                more.toString(),
                "--vendor",
                "csv",
                "--symbol",
                "APPUSD",
                "--append-to",
                old,
                "--output",
                "json");

        assertNotEquals(old, appended.hash());
        assertEquals(30, appended.json().at("/merge/from_second").asInt());
        assertEquals(10, appended.json().at("/merge/agreeing").asInt());
        JsonNode row =
                run("data", "report", appended.hash(), "--output", "json").json();
        assertEquals("append", row.path("origin").asText());
        assertEquals(old, row.at("/parent_hashes/0").asText());
        assertEquals(
                2,
                run("data", "list", "--symbol", "APPUSD", "--output", "json")
                        .json()
                        .size());

        Run again = run(
                "import",
                more.toString(),
                "--vendor",
                "csv",
                "--symbol",
                "APPUSD",
                "--append-to",
                appended.hash(),
                "--output",
                "json");
        assertEquals(appended.hash(), again.hash());
        assertEquals("false", again.json().path("is_new").asText());

        Path other = csv("OTHUSD.csv", 60, 90, 0, List.of());
        Run refused = run("import", other.toString(), "--vendor", "csv", "--append-to", old);
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("symbol"), refused.err());
    }

    @Test
    void merge_andCompareTwoVendors() throws IOException {
        String first = run(
                        "import",
                        csv("TWOUSD.csv", 0, 110, 0, List.of(80, 81, 82, 83, 84))
                                .toString(),
                        "--vendor",
                        "csv",
                        "--output",
                        "json")
                .hash();
        String second = run(
                        "import",
                        csv("TWOUSD_b.csv", 0, 110, 1e-7, List.of()).toString(),
                        "--vendor",
                        "csv",
                        "--symbol",
                        "TWOUSD",
                        "--output",
                        "json")
                .hash();
        Run merged = run("data", "merge", first, second, "--output", "json");
        assertEquals(0, merged.exit(), merged.err());
        assertEquals(5, merged.json().path("from_second").asInt());
        assertEquals(105, merged.json().path("differing").asInt());

        Run compared = run("data", "compare", first, second, "--output", "json");
        assertEquals(0, compared.exit(), compared.err());
        JsonNode report = run("data", "report", first, "--output", "json").json();
        assertEquals(compared.json(), report.path("comparisons").path(second.substring(0, 12)));
    }

    @Test
    void fetch_goesOnWhereItEnded() {
        long day = 86_400_000;
        long start = MONDAY.toEpochMilli();
        exchange.hasBarsUntil(start + 100 * day);
        String[] fetch = {
            "data", "fetch", "--symbol", "BTCUSDT", "--host", exchange.address().toString(), "--output", "json"
        };
        Run needsDay = run(fetch);
        assertTrue(needsDay.err().contains("--since"), needsDay.err());

        Run first = run(concat(fetch, "--since", "2021-03-01", "--until", "2021-05-01"));
        assertEquals(61 * 24, first.json().path("bars").asInt(), first.err());

        exchange.refusesFrom(start + 61 * day);
        Run refused = run(concat(fetch, "--until", "2021-06-01"));
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("Invalid symbol"), refused.err());

        exchange.refusesFrom(Long.MAX_VALUE);
        Run rest = run(fetch);
        assertEquals(100 * 24, rest.json().path("bars").asInt(), rest.err());
        assertEquals(39 * 24, rest.json().at("/merge/from_second").asInt());
        JsonNode row = run("data", "report", rest.hash(), "--output", "json").json();
        assertEquals(first.hash(), row.at("/parent_hashes/0").asText());
        assertEquals("continuous", row.path("calendar").asText());
    }

    @Test
    void import_ofBarsInTheFutureIsRefused() throws IOException {
        long now = Instant.now().getEpochSecond() / 3600;
        StringBuilder text = new StringBuilder("time,open,high,low,close\n");
        for (long hour = now - 40; hour < now + 40; hour++) {
            text.append(hour * 3600).append(",1,1,1,1\n");
        }
        Path file = Files.writeString(files.resolve("AHEADUSD.csv"), text);
        Run refused = run("import", file.toString(), "--vendor", "csv");

        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("in the future"), refused.err());
        assertEquals(
                0,
                run("data", "list", "--symbol", "AHEADUSD", "--output", "json")
                        .json()
                        .size());
    }

    @Test
    void report_ofNoDatasetSaysHowToFindOne() {
        Run unknown = run("data", "report", "abcdef12");
        assertEquals(1, unknown.exit());
        assertTrue(unknown.err().contains("data list"), unknown.err());
        assertTrue(run("data", "report", "nothing").err().contains("names no dataset"));
    }

    private static String[] concat(String[] first, String... second) {
        List<String> out = new ArrayList<>(List.of(first));
        out.addAll(List.of(second));
        return out.toArray(String[]::new);
    }
}
