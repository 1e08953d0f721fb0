package io.regimen.activities.market;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the exchange, one at a time: within the request weight, patient when told to wait, tried again when the
 * connection is cut or the exchange fails, and bounded in all of it.
 */
final class BinanceRequests implements AutoCloseable {
    private static final String WEIGHT = "X-MBX-USED-WEIGHT-1M";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    /** What to wait where the exchange does not say: until its count per minute begins anew. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final BinanceSettings settings;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final HttpClient http;
    private int usedWeight;
    private long usedInMinute = Long.MIN_VALUE;

    BinanceRequests(BinanceSettings settings, InstantSource clock, Sleeper sleeper) {
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** What an answer's text is turned into; null where it breaks off, so that it is asked for again. */
    @FunctionalInterface
    interface Reading<T> {
        @Nullable
        T of(String text, HttpHeaders headers);
    }

    /** Thrown where trying again may help. */
    private static final class Passing extends Exception {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration wait;

        Passing(String what, @Nullable Duration wait, @Nullable Throwable cause) {
            super(what, cause);
            this.wait = wait;
        }
    }

    /**
     * Asks until there is an answer that can be read.
     *
     * @throws ImportException if the exchange refuses, or the tries are used up
     */
    <T> T get(URI address, Reading<T> reading) {
        Duration backOff = settings.backOff();
        for (int attempt = 1; ; attempt++) {
            awaitWeight();
            try {
                return once(address, reading);
            } catch (Passing e) {
                if (attempt == settings.attempts()) {
                    throw new ImportException(
                            host() + " gave no answer in " + attempt + " tries (the last time: " + e.getMessage()
                                    + "); start the download again later, from the last bar that is stored",
                            e);
                }
                Duration asked = e.wait;
                if (asked != null && asked.compareTo(settings.longestWait()) > 0) {
                    throw new ImportException(
                            host() + " asks to wait " + asked.toSeconds() + " seconds (" + e.getMessage()
                                    + "); start the download again after that, from the last bar that is stored",
                            e);
                }
                sleep(asked == null ? backOff : asked);
                backOff = asked == null ? shorter(backOff.multipliedBy(2), settings.longestWait()) : backOff;
            }
        }
    }

    private <T> T once(URI address, Reading<T> reading) throws Passing {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(settings.timeout())
                .GET()
                .build();
        HttpResponse<byte[]> response = send(request);
        note(response.headers());
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (status == 429 || status == 418) {
            throw new Passing(
                    status == 429 ? "429, too many requests" : "418, this address is banned for a time",
                    retryAfter(response.headers()),
                    null);
        }
        if (status >= 500) {
            throw new Passing(status + ", a failure of the exchange", null, null);
        }
        if (status != 200) {
            throw refused(status, text);
        }
        T read = reading.of(text, response.headers());
        if (read == null) {
            throw new Passing("an answer that breaks off", null, null);
        }
        return read;
    }

    /** The time-out is over the whole answer: that of the request itself ends where the body begins. */
    private HttpResponse<byte[]> send(HttpRequest request) throws Passing {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.responseBytes()));
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Passing("no answer in " + settings.timeout().toSeconds() + " seconds", null, e);
        } catch (ExecutionException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("body exceeds capacity")) {
                throw new ImportException(
                        host() + " answers with more than " + settings.responseBytes()
                                + " bytes, as no page of klines does; check what stands between here and there",
                        e);
            }
            throw new Passing("no connection, or one that was cut", null, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            answer.cancel(true);
        }
    }

    private ImportException refused(int status, String text) {
        String mend = switch (status) {
            case 301, 302, 303, 307, 308 -> "it redirects elsewhere, which is not followed; check the host";
            case 403, 451 -> "it does not serve this place; use the vendor's archive files";
            case 400, 404 -> "check symbol, market and time";
            default -> "check the request";
        };
        return new ImportException(
                host() + " refuses with status " + status + " and " + Fault.show(text) + "; " + mend);
    }

    /** Where the minute's weight is nearly used up, waits for the next minute. */
    private void awaitWeight() {
        Instant now = clock.instant();
        boolean spent = usedWeight + settings.market().weight() > settings.weightPerMinute();
        if (spent && minute(now) == usedInMinute) {
            long passed = Math.floorMod(now.toEpochMilli(), A_MINUTE.toMillis());
            sleep(A_MINUTE.minusMillis(passed).plusSeconds(1));
            usedWeight = 0;
        }
    }

    private void note(HttpHeaders headers) {
        headers.firstValue(WEIGHT)
                .filter(text -> SECONDS.matcher(text).matches())
                .ifPresent(text -> {
                    usedWeight = Integer.parseInt(text);
                    usedInMinute = minute(clock.instant());
                });
    }

    private static long minute(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), A_MINUTE.toSeconds());
    }

    private static Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Math.max(1, Long.parseLong(text))))
                .orElse(A_MINUTE);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void sleep(Duration time) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ImportException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ImportException(
                "the download from " + host() + " was stopped; start it again from the last bar that is stored", e);
    }

    private String host() {
        return String.valueOf(settings.host().getHost());
    }

    @Override
    public void close() {
        http.close();
    }
}
