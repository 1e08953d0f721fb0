package io.regimen.deploy.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A server that gives prepared answers and notes what it was asked, and the commands that talk to it. */
final class CannedApi implements AutoCloseable {
    /** What was asked, as "METHOD path body". */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final HttpServer server;

    CannedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::reply);
        server.start();
    }

    private record Reply(int status, String body) {}

    /** What a command wrote and how it ended. */
    record Outcome(int code, String out, String err) {}

    @Command(name = "regimen")
    private static final class Root {}

    /** Prepares an answer; of several to the same question the last one stays. */
    CannedApi on(String question, int status, String body) {
        replies.computeIfAbsent(question, q -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    Outcome run(String... arguments) {
        return run(uri(), "", arguments);
    }

    static Outcome run(URI address, String standardInput, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        ClientCommands.all(
                        () -> address,
                        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                        Duration.ofMillis(1))
                .forEach(root::addSubcommand);
        root.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = root.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void reply(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        asked.add((question + " " + body).strip() + (type == null ? "" : " as " + type));
        Deque<Reply> prepared = replies.getOrDefault(
                question,
                new ArrayDeque<>(List.of(new Reply(500, "{\"detail\": \"not prepared: " + question + "\"}"))));
        Reply reply = prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }
}
