package io.regimen.activities.market;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a {@link BinanceClient} asks, and within what bounds.
 *
 * @param host an exchange's address from a fixed list with https, or a loopback address
 * @param weightPerMinute request weight used in a minute, by all users of this address, at which the client waits for the next
 * @param attempts tries of one request, the first included
 * @param backOff wait before the second try; it doubles with each
 * @param longestWait longest wait that the exchange may ask for; a longer one ends the download
 * @param timeout bound on the wait for an answer
 * @param responseBytes bound on the size of an answer
 */
public record BinanceSettings(
        URI host,
        BinanceMarket market,
        int weightPerMinute,
        int attempts,
        Duration backOff,
        Duration longestWait,
        Duration timeout,
        int responseBytes) {
    private static final Set<String> HOSTS = Set.of("api.binance.com", "fapi.binance.com", "data-api.binance.vision");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public BinanceSettings {
        String name = host.getHost() == null ? "" : host.getHost().toLowerCase(Locale.ROOT);
        boolean loopback = LOOPBACK.matcher(name).matches();
        if (!loopback && !HOSTS.contains(name)) {
            throw new IllegalArgumentException("host " + Fault.show(String.valueOf(host.getHost()))
                    + " is not allowed; use one of api.binance.com, fapi.binance.com, data-api.binance.vision");
        }
        if (!"https".equals(host.getScheme()) && !(loopback && "http".equals(host.getScheme()))) {
            throw new IllegalArgumentException("host " + name + " must be asked with https; write https://" + name);
        }
        if (!loopback && host.getPort() != -1) {
            throw new IllegalArgumentException("host " + name + " has a port of its own; leave the port out");
        }
        String rest = host.getRawPath();
        boolean plain = (rest == null || rest.isEmpty() || rest.equals("/"))
                && host.getRawUserInfo() == null
                && host.getRawQuery() == null
                && host.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException("host " + name + " has more than scheme and name; leave the rest out");
        }
        if (weightPerMinute < market.weight() || attempts < 1 || attempts > 20 || responseBytes < 1_000) {
            throw new IllegalArgumentException("weight per minute must be at least " + market.weight()
                    + ", attempts 1 to 20, bytes at least 1000");
        }
        if (backOff.isNegative() || longestWait.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("waits must not be negative, and the time-out above zero");
        }
    }

    /** The exchange's own address; half of the weight that it allows, five tries, waits of ten minutes at most. */
    public static BinanceSettings of(BinanceMarket market) {
        return of(market, market.host());
    }

    /** The same at another address. */
    public static BinanceSettings of(BinanceMarket market, URI host) {
        return new BinanceSettings(
                host,
                market,
                market == BinanceMarket.SPOT ? 3_000 : 1_200,
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                4 << 20);
    }
}
