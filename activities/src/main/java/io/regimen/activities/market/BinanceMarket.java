package io.regimen.activities.market;

import java.net.URI;

/** A market of Binance, and where its klines are. */
public enum BinanceMarket {
    SPOT("https://api.binance.com", "/api/v3/klines", 2),
    /** Perpetual and dated futures margined in dollar coins. */
    USD_FUTURES("https://fapi.binance.com", "/fapi/v1/klines", 5);

    private final URI host;
    private final String path;
    private final int weight;

    BinanceMarket(String host, String path, int weight) {
        this.host = URI.create(host);
        this.path = path;
        this.weight = weight;
    }

    /** Where the exchange answers. */
    public URI host() {
        return host;
    }

    String path() {
        return path;
    }

    /** What a request for 1000 klines counts against the limit per minute. */
    int weight() {
        return weight;
    }
}
