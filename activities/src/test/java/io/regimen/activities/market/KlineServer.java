package io.regimen.activities.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hourly klines in the exchange's format, on a loopback address; answers as scripted first, then as the exchange does when all
 * is well.
 */
final class KlineServer {
    private static final long HOUR = 3_600_000;
    private static final Pattern START = Pattern.compile("startTime=(\\d+)");
    private static final Pattern END = Pattern.compile("endTime=(\\d+)");

    private final long first;
    private final int bars;
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private volatile int usedWeight = 2;
    private volatile int spoilt = -1;

    /** What to answer one request with. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange, KlineServer server) throws IOException;
    }

    KlineServer(Instant first, int bars) {
        this.first = first.toEpochMilli();
        this.bars = bars;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                queries.add(exchange.getRequestURI().toString());
                exchange.getResponseHeaders().set("X-MBX-USED-WEIGHT-1M", Integer.toString(usedWeight));
                Answer answer;
                synchronized (script) {
                    answer = script.poll();
                }
                (answer == null ? good() : answer).to(exchange, this);
            }
        });
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void script(Answer... answers) {
        synchronized (script) {
            script.addAll(List.of(answers));
        }
    }

    void usedWeight(int weight) {
        usedWeight = weight;
    }

    /** Makes the prices of a bar negative. */
    void spoil(int bar) {
        spoilt = bar;
    }

    List<String> queries() {
        return List.copyOf(queries);
    }

    List<Long> starts() {
        return queries().stream().map(q -> number(START, q)).toList();
    }

    static double open(int i) {
        return 40_000 + i % 500;
    }

    static double quoteVolume(int i) {
        return 1_000_000 + i + 0.25;
    }

    static double trades(int i) {
        return 5_000 + i;
    }

    static Answer good() {
        return (exchange, server) ->
                send(exchange, 200, server.page(exchange.getRequestURI().toString()));
    }

    static Answer refusal(int status, String retryAfter) {
        return refusal(status, retryAfter, "{\"code\":-1003,\"msg\":\"Way too much request weight used.\"}");
    }

    static Answer refusal(int status, String retryAfter, String body) {
        return (exchange, server) -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            send(exchange, status, body);
        };
    }

    static Answer redirect(String to) {
        return (exchange, server) -> {
            exchange.getResponseHeaders().set("Location", to);
            send(exchange, 302, "");
        };
    }

    static Answer broken(String body) {
        return (exchange, server) -> send(exchange, 200, body);
    }

    /** Announces a page, gives half of it, and closes the connection. */
    static Answer cut() {
        return (exchange, server) -> {
            byte[] page = server.page(exchange.getRequestURI().toString()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page, 0, page.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    static Answer endless() {
        return (exchange, server) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] row = "[1704067200000,\"1\",\"1\"],".repeat(1_000).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 100_000; i++) {
                    body.write(row);
                }
            }
        };
    }

    private String page(String query) {
        long start = number(START, query);
        long end = number(END, query);
        StringBuilder out = new StringBuilder("[");
        int sent = 0;
        for (int i = 0; i < bars && sent < 1_000; i++) {
            long opens = first + i * HOUR;
            if (opens >= start && opens <= end) {
                double open = i == spoilt ? -1 : open(i);
                out.append(sent++ == 0 ? "" : ",")
                        .append(String.format(
                                Locale.ROOT,
                                "[%d,\"%.8f\",\"%.8f\",\"%.8f\",\"%.8f\",\"%.8f\",%d,\"%.8f\",%d,\"%.8f\",\"%.8f\",\"0\"]",
                                opens,
                                open,
                                open + 20,
                                open - 20,
                                open + 10,
                                12.5 + i,
                                opens + HOUR - 1,
                                quoteVolume(i),
                                (long) trades(i),
                                6.0,
                                500_000.0));
            }
        }
        return out.append("]").toString();
    }

    private static long number(Pattern pattern, String query) {
        Matcher matcher = pattern.matcher(query);
        if (!matcher.find()) {
            throw new IllegalArgumentException(query);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
