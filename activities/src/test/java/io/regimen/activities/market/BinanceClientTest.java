package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that answers as the exchange does; nobody really waits. */
class BinanceClientTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    /** Half an hour into the bar that is number 2500. */
    private static final Instant NOW = FIRST.plus(Duration.ofHours(2_500).plusMinutes(30));

    private final FakeTime time = new FakeTime(NOW);
    private KlineServer server = new KlineServer(FIRST, 2_501);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private BinanceSettings settings(int weight, int attempts) {
        return new BinanceSettings(
                server.address(),
                BinanceMarket.SPOT,
                weight,
                attempts,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(20),
                1 << 20);
    }

    private Optional<ImportResult> fetch(Instant from) {
        return fetch(from, settings(3_000, 3));
    }

    private Optional<ImportResult> fetch(Instant from, BinanceSettings settings) {
        try (BinanceClient client = new BinanceClient(settings, time, time)) {
            return client.klines("BTC/USDT", Timeframe.H1, from, NOW.plusSeconds(86_400));
        }
    }

    private ImportException refused() {
        ImportException e = assertThrows(ImportException.class, () -> fetch(FIRST));
        assertTrue(e.getMessage().contains(";") && !e.getMessage().contains("\n"), e.getMessage());
        return e;
    }

    @Test
    void klines_threePages_areOneDatasetWithoutTheOpenBar() {
        ImportResult result = fetch(FIRST).orElseThrow();
        assertEquals(
                List.of(
                        FIRST.toEpochMilli(),
                        FIRST.toEpochMilli() + 3_600_000_000L,
                        FIRST.toEpochMilli() + 7_200_000_000L),
                server.starts());
        assertTrue(server.queries().getFirst().startsWith("/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime="));
        assertTrue(server.queries().getFirst().endsWith("&limit=1000"));
        assertEquals(2_500, result.dataset().size());
        assertEquals(Map.of(), result.report().bad());
        assertEquals(FIRST, result.report().first());
        assertEquals(NOW.minus(Duration.ofMinutes(90)), result.report().last());
        assertEquals("BTCUSDT", result.symbol());
        Bars bars = result.dataset().bars();
        assertEquals(KlineServer.open(7), bars.open(7));
        assertEquals(KlineServer.quoteVolume(7), bars.quoteVolume(7));
        assertEquals(KlineServer.trades(7), bars.trades(7));
        assertEquals(List.of(), time.waits());
    }

    @Test
    void klines_resumed_giveTheSameBarsAsInOneGo() {
        Dataset whole = fetch(FIRST).orElseThrow().dataset();
        Instant middle = FIRST.plus(Duration.ofHours(1_234));
        Dataset rest = fetch(middle).orElseThrow().dataset();
        assertEquals(2_500 - 1_234, rest.size());
        for (int i = 0; i < rest.size(); i++) {
            assertEquals(whole.time(1_234 + i), rest.time(i));
            assertEquals(whole.price(3, 1_234 + i), rest.price(3, i));
            assertEquals(whole.volume(1_234 + i), rest.volume(i));
        }
        assertEquals(
                1,
                fetch(FIRST.plus(Duration.ofHours(2_499)))
                        .orElseThrow()
                        .dataset()
                        .size(),
                "one new bar");
        int asked = server.queries().size();
        assertTrue(fetch(FIRST.plus(Duration.ofHours(2_500))).isEmpty(), "only the open bar is new");
        assertEquals(asked, server.queries().size(), "and nobody is asked for it");
    }

    @Test
    void klines_marketThatEnded_stopAtItsLastBar() {
        server.stop();
        server = new KlineServer(FIRST, 700);
        server.start();
        assertEquals(700, fetch(FIRST).orElseThrow().dataset().size());
        assertTrue(fetch(FIRST.plus(Duration.ofHours(700))).isEmpty());
    }

    @Test
    void klines_anyTimes_areBroughtIntoRange() {
        try (BinanceClient client = new BinanceClient(settings(3_000, 3), time, time)) {
            assertEquals(
                    2_500,
                    client.klines("BTCUSDT", Timeframe.H1, Instant.MIN, Instant.MAX)
                            .orElseThrow()
                            .dataset()
                            .size());
            assertTrue(client.klines("BTCUSDT", Timeframe.H1, Instant.MAX, Instant.MAX)
                    .isEmpty());
            assertTrue(client.klines("BTCUSDT", Timeframe.H1, NOW, FIRST).isEmpty());
            ImportReport part = client.klines(
                            "BTCUSDT", Timeframe.H1, FIRST.plusSeconds(1), FIRST.plus(Duration.ofHours(5)))
                    .orElseThrow()
                    .report();
            assertEquals(FIRST.plus(Duration.ofHours(1)), part.first());
            assertEquals(FIRST.plus(Duration.ofHours(4)), part.last());
        }
    }

    @Test
    void klines_clockAhead_theExchangesTimeDecides() {
        // what the server sends as its time is the real one, in which none of these bars of 2090 is closed
        server.stop();
        server = new KlineServer(Instant.parse("2090-01-01T00:00:00Z"), 10);
        server.start();
        time.set(Instant.parse("2091-01-01T00:00:00Z"));
        try (BinanceClient client = new BinanceClient(settings(3_000, 3), time, time)) {
            assertTrue(client.klines(
                            "BTCUSDT",
                            Timeframe.H1,
                            Instant.parse("2090-01-01T00:00:00Z"),
                            Instant.parse("2090-02-01T00:00:00Z"))
                    .isEmpty());
        }
    }

    @Test
    void klines_tooManyRequests_waitAsToldThenGoOn() {
        server.script(KlineServer.refusal(429, "17"), KlineServer.good(), KlineServer.refusal(418, "120"));
        assertEquals(2_500, fetch(FIRST).orElseThrow().dataset().size());
        assertEquals(List.of(Duration.ofSeconds(17), Duration.ofMinutes(2)), time.waits());
        assertEquals(5, server.queries().size());
    }

    @Test
    void klines_toldToWaitWithoutATime_waitAMinute() {
        server.script(KlineServer.refusal(429, ""), KlineServer.refusal(429, "soon"));
        assertEquals(2_500, fetch(FIRST).orElseThrow().dataset().size());
        assertEquals(List.of(Duration.ofMinutes(1), Duration.ofMinutes(1)), time.waits());
    }

    @Test
    void klines_bannedForLong_areRefusedWithoutWaiting() {
        server.script(KlineServer.refusal(418, "86400"));
        assertTrue(refused().getMessage().contains("wait 86400 seconds"));
        assertEquals(List.of(), time.waits());
        assertEquals(1, server.queries().size());
    }

    @Test
    void klines_serverFails_areAskedAgainWithBackOff() {
        server.script(KlineServer.refusal(503, ""), KlineServer.refusal(500, ""));
        assertEquals(2_500, fetch(FIRST).orElseThrow().dataset().size());
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), time.waits());
    }

    @Test
    void klines_serverFailsOnAndOn_areRefusedAfterTheTries() {
        server.script(KlineServer.refusal(502, ""), KlineServer.refusal(502, ""), KlineServer.refusal(502, ""));
        assertTrue(refused().getMessage().contains("no answer in 3 tries (the last time: 502"));
        assertEquals(3, server.queries().size());
    }

    @Test
    void klines_cutInTheMiddle_areAskedAgain() {
        server.script(KlineServer.cut(), KlineServer.broken("[[1704067200000,\"1\",\"1\""));
        assertEquals(2_500, fetch(FIRST).orElseThrow().dataset().size());
        assertEquals(5, server.queries().size());
        assertEquals(server.starts().get(0), server.starts().get(2), "the same page again");
    }

    @Test
    void klines_cutOnAndOn_areRefused() {
        server.script(KlineServer.cut(), KlineServer.cut(), KlineServer.cut());
        assertTrue(refused().getMessage().contains("cut"));
    }

    @Test
    void klines_weightNearlyUsedUp_waitForTheNextMinute() {
        server.usedWeight(2_999);
        time.set(NOW.plusSeconds(20));
        assertEquals(2_500, fetch(FIRST).orElseThrow().dataset().size());
        assertEquals(List.of(Duration.ofSeconds(41), Duration.ofMinutes(1)), time.waits());
    }

    @Test
    void klines_weightLeft_doNotWait() {
        server.usedWeight(2_998);
        fetch(FIRST);
        assertEquals(List.of(), time.waits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
                "<html>captive portal</html>",
                "[1,2,3]",
                "[[1704067200000,\"1\",\"1\",\"1\",\"1\",\"1\"]]",
                "[[\"yesterday\",\"1\",\"1\",\"1\",\"1\",\"1\",1704070799999,\"1\",1,\"1\",\"1\",\"0\"]]",
                "[[1704067200000,{},\"1\",\"1\",\"1\",\"1\",1704070799999,\"1\",1,\"1\",\"1\",\"0\"]]",
                "[[1604067200000,\"1\",\"1\",\"1\",\"1\",\"1\",1604070799999,\"1\",1,\"1\",\"1\",\"0\"]]",
                "null",
            })
    void klines_somethingElse_areRefused(String body) {
        server.script(KlineServer.broken(body));
        refused();
        assertEquals(1, server.queries().size());
    }

    @Test
    void klines_emptyAnswer_isAskedAgain() {
        server.script(KlineServer.broken(""), KlineServer.broken(""), KlineServer.broken(""));
        assertTrue(refused().getMessage().contains("no answer in 3 tries"));
    }

    @Test
    void klines_refusedOrRedirected_areNotAskedAgain() {
        server.script(KlineServer.refusal(400, "", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        assertTrue(refused().getMessage().contains("Invalid symbol"));
        server.script(KlineServer.redirect("http://127.0.0.1:1/"));
        assertTrue(refused().getMessage().contains("not followed"));
        server.script(KlineServer.refusal(451, ""));
        assertTrue(refused().getMessage().contains("does not serve this place"));
        assertEquals(3, server.queries().size());
        assertEquals(List.of(), time.waits());
    }

    @Test
    void klines_endlessAnswer_isRefused() {
        server.script(KlineServer.endless());
        assertTrue(refused().getMessage().contains("more than 1048576 bytes"));
        assertEquals(1, server.queries().size());
    }

    @Test
    void klines_badBar_isReportedAndLeftOut() {
        server.spoil(5);
        ImportResult result = fetch(FIRST).orElseThrow();
        ImportReport report = result.report();
        assertEquals(Map.of("not_positive", 1L), report.bad());
        assertEquals(6, report.problems().getFirst().line());
        assertEquals(2_499, report.used());
        assertEquals(1.0, SharedData.gapHours(result.dataset()).max().orElseThrow());
    }

    @Test
    void klines_noSymbolOfBinance_isRefusedUnasked() {
        try (BinanceClient client = new BinanceClient(settings(3_000, 3), time, time)) {
            for (String symbol : List.of("", "BTC&limit=1", "BTC.USDT", "../BTC")) {
                assertThrows(ImportException.class, () -> client.klines(symbol, Timeframe.H1, FIRST, NOW), symbol);
            }
        }
        assertEquals(List.of(), server.queries());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.binance.com",
                "https://api.binance.com.example.org",
                "https://example.org",
                "https://api.binance.com@example.org",
                "https://me:secret@api.binance.com",
                "https://api.binance.com:8443",
                "https://api.binance.com/proxy",
                "https://api.binance.com?x=1",
                "ftp://127.0.0.1",
                "http://169.254.169.254",
                "http://127.0.0.1.example.org",
                "file:///etc/passwd",
                "https:api.binance.com",
            })
    void settings_hostThatIsNotAllowed_isRefused(String host) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> BinanceSettings.of(BinanceMarket.SPOT, URI.create(host)));
        assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.binance.com",
                "https://data-api.binance.vision/",
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "http://[::1]:8080",
            })
    void settings_hostThatIsAllowed_isTaken(String host) {
        assertEquals(
                URI.create(host),
                BinanceSettings.of(BinanceMarket.SPOT, URI.create(host)).host());
    }

    @Test
    void settings_ofAMarket_nameItsHost() {
        assertEquals(
                "fapi.binance.com",
                BinanceSettings.of(BinanceMarket.USD_FUTURES).host().getHost());
        assertEquals(
                "api.binance.com", BinanceSettings.of(BinanceMarket.SPOT).host().getHost());
    }

    @Test
    void klines_ofFutures_areAtTheirPath() {
        BinanceSettings futures = BinanceSettings.of(BinanceMarket.USD_FUTURES, server.address());
        fetch(FIRST.plus(Duration.ofDays(100)), futures);
        assertTrue(server.queries().getFirst().startsWith("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&"));
    }
}
