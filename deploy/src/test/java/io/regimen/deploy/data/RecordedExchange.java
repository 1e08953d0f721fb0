package io.regimen.deploy.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers on loopback as the exchange does: hourly klines up to a last one, a thousand at a time. */
final class RecordedExchange implements AutoCloseable {
    private static final long HOUR = 3_600_000;

    private final HttpServer server;
    private final AtomicLong end = new AtomicLong();
    private final AtomicLong failuresFrom = new AtomicLong(Long.MAX_VALUE);

    RecordedExchange() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v3/klines", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bars that start before this are there; milliseconds. */
    void hasBarsUntil(long millis) {
        end.set(millis);
    }

    /** Questions for bars from here on are refused for good. */
    void refusesFrom(long millis) {
        failuresFrom.set(millis);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long from = parameter(exchange, "startTime");
            long to = Math.min(parameter(exchange, "endTime") + 1, end.get());
            boolean refused = from >= failuresFrom.get();
            byte[] body = (refused ? "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}" : klines(from, to))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-MBX-USED-WEIGHT-1M", "2");
            exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String klines(long from, long to) {
        List<String> out = new ArrayList<>();
        for (long start = Math.ceilDiv(from, HOUR) * HOUR; start < to && out.size() < 1000; start += HOUR) {
            long cents = 2_000_000L + Math.floorMod(start / HOUR * 7919, 5_000);
            String open = price(cents);
            String close = price(cents + 40);
            out.add("[" + start + ",\"" + open + "\",\"" + price(cents + 90) + "\",\"" + price(cents - 50) + "\",\""
                    + close + "\",\"12.5\"," + (start + HOUR - 1) + ",\"250000.25\",321,\"6.0\",\"120000.1\",\"0\"]");
        }
        return out.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String price(long cents) {
        return cents / 100 + "." + String.format(java.util.Locale.ROOT, "%02d", cents % 100);
    }

    private static long parameter(HttpExchange exchange, String name) {
        return Stream.of(exchange.getRequestURI().getQuery().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> Long.parseLong(pair.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
